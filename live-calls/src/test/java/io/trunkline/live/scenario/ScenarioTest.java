package io.trunkline.live.scenario;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.trunkline.protocol.sip.SipField;
import io.trunkline.protocol.sip.SipMessage;
import io.trunkline.protocol.sip.SipScanner;
import io.trunkline.storage.message.Leg;
import io.trunkline.storage.message.TraceMessage;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.Test;
import org.w3c.dom.Document;
import org.w3c.dom.Element;
import org.w3c.dom.Node;
import org.w3c.dom.NodeList;

/** What of a call stands in a scenario. That SIPp plays it is shown end to end. */
class ScenarioTest {

    private static final String CALLER = "192.0.2.1:5071";
    private static final String PROXY = "192.0.2.2:5060";
    private static final String CALLEE = "192.0.2.3:5060";
    private static final Instant START = Instant.parse("2026-11-22T10:00:00Z");

    private final List<TraceMessage> call = new ArrayList<>();

    @Test
    void shouldPlayTheCallersSideWithItsPauses() {
        sent(0, invite(1, ""));
        received(10, response("100 Trying", "1 INVITE", ""));
        received(300, response("180 Ringing", "1 INVITE", ";tag=b"));
        received(2_000, response("200 OK", "1 INVITE", ";tag=b"));
        sent(2_002, request("ACK", "1 ACK", ";tag=b"));
        sent(7_502, request("BYE", "2 BYE", ";tag=b"));
        received(7_510, response("200 OK", "2 BYE", ";tag=b"));

        assertEquals(
                List.of(
                        "send INVITE",
                        "recv 183 optional",
                        "recv 100 optional",
                        "recv 180 optional",
                        "recv 200 rrs",
                        "send ACK",
                        "pause 5500",
                        "send BYE",
                        "recv 200"),
                steps());
        assertEquals(
                List.of(
                        "INVITE sip:442079460000@[remote_ip]:[remote_port];user=phone SIP/2.0",
                        "Via: SIP/2.0/[transport] [local_ip]:[local_port];branch=[branch]",
                        "Max-Forwards: 70",
                        "From: \"Alice\" <sip:alice@voice.example.net>;tag=[pid]c[call_number]",
                        "To: <sip:442079460000@[remote_ip]>",
                        "Call-ID: [call_id]",
                        "CSeq: 1 INVITE",
                        "Contact: <sip:alice@[local_ip]:[local_port];transport=[transport]>",
                        "Content-Type: application/sdp",
                        "Content-Length: [len]",
                        "",
                        "v=0",
                        "o=- 1 1 IN IP[media_ip_type] [media_ip]",
                        "s=-",
                        "c=IN IP[media_ip_type] [media_ip]",
                        "t=0 0",
                        "m=audio [media_port] RTP/AVP 8",
                        "a=rtpmap:8 PCMA/8000"),
                message("INVITE"));
        assertEquals("ACK [next_url] SIP/2.0", message("ACK").getFirst());
        assertTrue(message("BYE").contains("[routes]"), () -> message("BYE").toString());
        assertTrue(message("BYE").contains("To: <sip:442079460000@[remote_ip]>[peer_tag_param]"));
        assertTrue(message("BYE").contains("CSeq: 2 BYE"));
    }

    @Test
    void shouldFoldRetransmissionsAndLeaveStraysOut() {
        sent(0, invite(1, ""));
        sent(500, invite(1, ""));
        received(600, response("486 Busy Here", "1 INVITE", ";tag=b"));
        received(1_100, response("486 Busy Here", "1 INVITE", ";tag=b"));
        sent(1_101, request("ACK", "1 ACK", ";tag=b"));
        sent(1_102, request("ACK", "1 ACK", ";tag=b"));
        call.add(message(1_200, PROXY, CALLER, response("200 OK", "9 BYE", ";tag=z"), Leg.SOURCE, List.of("stray")));

        assertEquals(
                List.of(
                        "send INVITE",
                        "recv 100 optional",
                        "recv 180 optional",
                        "recv 183 optional",
                        "recv 486",
                        "pause 501",
                        "send ACK"),
                steps());
    }

    @Test
    void shouldAcknowledgeARefusalAndCancelOnTheBranchOfTheInvite() {
        sent(0, invite(1, ""));
        received(10, response("180 Ringing", "1 INVITE", ";tag=b"));
        sent(20, request("CANCEL", "1 CANCEL", ""));
        received(21, response("200 OK", "1 CANCEL", ";tag=b"));
        received(22, response("487 Request Terminated", "1 INVITE", ";tag=b"));
        sent(23, request("ACK", "1 ACK", ";tag=b"));

        assertEquals(
                List.of(
                        "send INVITE",
                        "recv 100 optional",
                        "recv 183 optional",
                        "recv 180",
                        "send CANCEL",
                        "recv 200",
                        "recv 487",
                        "send ACK"),
                steps());
        assertEquals(
                "Via: SIP/2.0/[transport] [local_ip]:[local_port];branch=[branch-4]",
                message("CANCEL").get(1));
        assertTrue(message("CANCEL").contains("To: <sip:442079460000@[remote_ip]>"));
        assertEquals(
                "Via: SIP/2.0/[transport] [local_ip]:[local_port];branch=[branch-7]",
                message("ACK").get(1));
        assertEquals(
                "ACK sip:442079460000@[remote_ip]:[remote_port];user=phone SIP/2.0",
                message("ACK").getFirst());
    }

    @Test
    void shouldHaveSippAnswerAChallengeAndKeepNoCredentials() {
        String credentials =
                "Proxy-Authorization: Digest username=\"alice\", realm=\"r\", nonce=\"n0nce\", response=\"5ecret\"\r\n";
        sent(0, invite(1, ""));
        received(
                10,
                response("407 Proxy Authentication Required", "1 INVITE", ";tag=p")
                        .replace(
                                "Content-Length",
                                "Proxy-Authenticate: Digest realm=\"r\", nonce=\"n0nce\"\r\nContent-Length"));
        sent(12, request("ACK", "1 ACK", ";tag=p"));
        sent(15, invite(2, credentials));
        received(20, response("200 OK", "2 INVITE", ";tag=b"));
        sent(25, request("ACK", "2 ACK", ";tag=b").replace("Max-Forwards", credentials + "Max-Forwards"));

        String xml = xml();
        assertTrue(steps().contains("recv 407 auth"), steps()::toString);
        assertFalse(xml.contains("5ecret"));
        assertFalse(xml.contains("n0nce"));
        assertTrue(messages("INVITE").get(1).contains("[authentication]"));
        assertFalse(messages("INVITE").get(0).contains("[authentication]"));
        assertFalse(messages("ACK").get(1).contains("[authentication]"));
    }

    @Test
    void shouldLeaveCredentialsOutWhoseChallengeWasNotCaptured() {
        sent(0, invite(7, "Authorization: Digest username=\"alice\", response=\"5ecret\"\r\n"));
        received(20, response("403 Forbidden", "7 INVITE", ";tag=b"));

        assertFalse(xml().contains("5ecret"));
        assertFalse(message("INVITE").contains("[authentication]"));
    }

    @Test
    void shouldAnswerWhatTheOtherSideAsks() {
        answered();
        received(3_000, request("BYE", "1 BYE", ";tag=a"));
        sent(3_005, response("200 OK", "1 BYE", ";tag=a"));

        assertEquals(List.of("recv BYE", "send SIP/2.0"), steps().subList(6, 8));
        assertEquals(
                List.of(
                        "SIP/2.0 200 OK",
                        "[last_Via:]",
                        "[last_Record-Route:]",
                        "[last_From:]",
                        "[last_To:]",
                        "[last_Call-ID:]",
                        "[last_CSeq:]",
                        "Content-Length: 0"),
                message("SIP/2.0"));
    }

    @Test
    void shouldAcknowledgeReliableProvisionalsByTheNumbersOfTheirSender() {
        sent(0, invite(1, ""));
        received(
                10,
                response("183 Session Progress", "1 INVITE", ";tag=b")
                        .replace("Content-Length", "RSeq: 4711\r\nContent-Length"));
        sent(12, request("PRACK", "2 PRACK", ";tag=b").replace("Max-Forwards", "RAck: 4711 1 INVITE\r\nMax-Forwards"));
        received(14, response("200 OK", "2 PRACK", ";tag=b"));

        assertTrue(steps().contains("recv 183 rrs"), steps()::toString);
        assertTrue(xml().contains("assign_to=\"rseq\""));
        assertTrue(message("PRACK").contains("RAck: [$rseq] 1 INVITE"), () -> message("PRACK")
                .toString());
    }

    /** Brackets are SIPp's, and two of them with a third sign are XML's. */
    @Test
    void shouldBeXmlThatSaysTheSameWhateverStandsInTheMessages() {
        sent(0, invite(1, "Subject: a [keyword] & <b> ]]> \\x41 \u00fc\r\n"));

        assertTrue(
                message("INVITE").contains("Subject: a \\x5Bkeyword\\x5D & <b> \\x5D\\x5D> \\x5Cx41 \\xC3\\xBC"),
                () -> message("INVITE").toString());
    }

    @Test
    void shouldPlayThePlatformTowardsTheFirstOfTheCalledOnTheDestinationLeg() {
        String other = "192.0.2.9:5060";
        onDestinationLeg(5, PROXY, CALLEE, invite(1, "Record-Route: <sip:192.0.2.2;lr>\r\n"));
        onDestinationLeg(6, PROXY, other, invite(1, ""));
        onDestinationLeg(7, other, PROXY, response("404 Not Found", "1 INVITE", ";tag=c"));
        onDestinationLeg(9, CALLEE, PROXY, response("200 OK", "1 INVITE", ";tag=b"));

        assertEquals(
                List.of("send INVITE", "recv 100 optional", "recv 180 optional", "recv 183 optional", "recv 200 rrs"),
                steps());
        assertTrue(message("INVITE").stream().noneMatch(line -> line.startsWith("Record-Route")));
    }

    @Test
    void shouldBeNothingWithoutAnInvite() {
        received(0, response("200 OK", "1 INVITE", ";tag=b"));
        sent(1, request("ACK", "1 ACK", ";tag=b"));

        assertEquals(Optional.empty(), Scenario.of(call));
    }

    private void answered() {
        sent(0, invite(1, ""));
        received(10, response("200 OK", "1 INVITE", ";tag=b"));
        sent(12, request("ACK", "1 ACK", ";tag=b"));
    }

    private void sent(long millis, String sip) {
        call.add(message(millis, CALLER, PROXY, sip, Leg.SOURCE, List.of()));
    }

    private void onDestinationLeg(long millis, String source, String target, String sip) {
        call.add(message(millis, source, target, sip, Leg.DESTINATION, List.of()));
    }

    private void received(long millis, String sip) {
        call.add(message(millis, PROXY, CALLER, sip, Leg.SOURCE, List.of()));
    }

    private static String invite(int cseq, String more) {
        return request("INVITE", cseq + " INVITE", "")
                .replace(
                        "Content-Length: 0\r\n\r\n",
                        "Contact: <sip:alice@10.0.0.7:5071;ob>\r\n" + more
                                + "Content-Type: application/sdp\r\nContent-Length: 120\r\n\r\n"
                                + "v=0\r\no=- 1 1 IN IP4 10.0.0.7\r\ns=-\r\nc=IN IP4 10.0.0.7\r\nt=0 0\r\n"
                                + "m=audio 4000 RTP/AVP 8\r\na=rtpmap:8 PCMA/8000\r\n");
    }

    private static String request(String method, String cseq, String toTag) {
        return method + " sip:442079460000@192.0.2.2;user=phone SIP/2.0\r\n"
                + "Via: SIP/2.0/UDP 10.0.0.7:5071;branch=z9hG4bK" + cseq.replace(" ", "") + ";rport\r\n"
                + "Max-Forwards: 70\r\n"
                + "From: \"Alice\" <sip:alice@voice.example.net>;tag=a\r\n"
                + "To: <sip:442079460000@192.0.2.2>" + toTag + "\r\n"
                + "Call-ID: call-1@10.0.0.7\r\nCSeq: " + cseq + "\r\nContent-Length: 0\r\n\r\n";
    }

    private static String response(String status, String cseq, String toTag) {
        return "SIP/2.0 " + status + "\r\nVia: SIP/2.0/UDP 10.0.0.7:5071;branch=z9hG4bK" + cseq.replace(" ", "")
                + "\r\n"
                + "From: \"Alice\" <sip:alice@voice.example.net>;tag=a\r\n"
                + "To: <sip:442079460000@192.0.2.2>" + toTag + "\r\n"
                + "Call-ID: call-1@10.0.0.7\r\nCSeq: " + cseq + "\r\nContent-Length: 0\r\n\r\n";
    }

    private static TraceMessage message(
            long millis, String source, String target, String text, Leg leg, List<String> flags) {
        byte[] raw = text.getBytes(StandardCharsets.UTF_8);
        var sip = new SipMessage();
        assertTrue(new SipScanner().scan(raw, 0, raw.length, sip), text);
        Instant at = START.plusMillis(millis);
        return new TraceMessage(
                sip.callId(),
                at,
                leg,
                source,
                target,
                "udp",
                "1",
                "",
                sip.text(sip.isRequest() ? SipField.METHOD : SipField.CSEQ_METHOD),
                sip.status(),
                sip.cseq(),
                sip.text(SipField.FROM_USER),
                raw,
                flags,
                at,
                null,
                "collector",
                millis);
    }

    private String xml() {
        return Scenario.of(call).orElseThrow();
    }

    private List<Element> elements() {
        try {
            Document document = DocumentBuilderFactory.newInstance()
                    .newDocumentBuilder()
                    .parse(new ByteArrayInputStream(xml().getBytes(StandardCharsets.US_ASCII)));
            NodeList nodes = document.getDocumentElement().getChildNodes();
            var elements = new ArrayList<Element>();
            for (int n = 0; n < nodes.getLength(); n++) {
                if (nodes.item(n).getNodeType() == Node.ELEMENT_NODE) {
                    elements.add((Element) nodes.item(n));
                }
            }
            return elements;
        } catch (Exception e) {
            throw new AssertionError(xml(), e);
        }
    }

    /** Each element in a few words: {@code recv 180 optional}. */
    private List<String> steps() {
        return elements().stream()
                .map(element -> switch (element.getTagName()) {
                    case "send" -> "send " + lines(element).getFirst().split(" ")[0];
                    case "pause" -> "pause " + element.getAttribute("milliseconds");
                    default -> {
                        var words = new StringBuilder("recv ")
                                .append(element.getAttribute("response"))
                                .append(element.getAttribute("request"));
                        for (String flag : List.of("optional", "rrs", "auth")) {
                            words.append(element.getAttribute(flag).equals("true") ? " " + flag : "");
                        }
                        yield words.toString();
                    }
                })
                .toList();
    }

    private List<List<String>> messages(String method) {
        return elements().stream()
                .filter(element -> element.getTagName().equals("send"))
                .map(ScenarioTest::lines)
                .filter(lines -> lines.getFirst().startsWith(method + " "))
                .toList();
    }

    private List<String> message(String method) {
        return messages(method).getFirst();
    }

    private static List<String> lines(Element send) {
        return send.getTextContent().strip().lines().map(String::strip).toList();
    }
}
