package io.trunkline.live;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import io.trunkline.protocol.hep.HepPacket;
import io.trunkline.testing.Until;
import java.net.URLEncoder;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Records and traces, from the topics through the store to the API. */
@ExtendWith(LivePipeline.Extension.class)
class CdrApiTest {

    private static final byte[] CALLER = {(byte) 192, 0, 2, 1};
    private static final byte[] PROXY = {(byte) 192, 0, 2, 2};
    private static final byte[] CALLEE = {(byte) 192, 0, 2, 3};

    private final LivePipeline pipeline;

    CdrApiTest(LivePipeline pipeline) {
        this.pipeline = pipeline;
    }

    @Test
    void shouldListARecordWithAllItsFields() throws InterruptedException {
        pipeline.put(Examples.cdr("cdr-1", "cdr-account", Examples.START));
        JsonNode items = awaitItems("accountId=cdr-account", 1);
        assertEquals(
                "{\"callId\":\"cdr-1\",\"accountId\":\"cdr-account\",\"calledAccountId\":\"called-account\","
                        + "\"from\":\"4930123456\",\"to\":\"442079460000\","
                        + "\"startedAt\":\"2026-11-20T10:00:00.000001Z\",\"ringingAt\":\"2026-11-20T10:00:01.000001Z\","
                        + "\"answeredAt\":\"2026-11-20T10:00:05.000001Z\",\"endedAt\":\"2026-11-20T10:00:17.500001Z\","
                        + "\"ringMillis\":4000,\"durationMillis\":12500,\"billedSeconds\":13,"
                        + "\"outcome\":\"answered\",\"endedBy\":\"callee\",\"status\":200,\"rating\":\"rated\","
                        + "\"price\":\"0.13\",\"currency\":\"EUR\",\"destination\":\"United Kingdom\","
                        + "\"ratePerMinute\":\"0.60\",\"source\":\"192.0.2.1:5060\",\"target\":\"192.0.2.2:5062\","
                        + "\"agent\":\"agent-1\",\"userAgent\":\"softphone/1.0\",\"id\":\"cdr-1\","
                        + "\"cause\":{\"code\":\"normal\",\"text\":\"the called side hung up\",\"by\":\"callee\","
                        + "\"at\":\"2026-11-20T10:00:17.500001Z\"},\"flags\":[],\"freeSeconds\":0,"
                        + "\"payerReason\":{\"code\":\"digest-user\",\"text\":\"by the digest user alice\"},\"trunk\":\"192.0.2.2\",\"legs\":[]}",
                items.get(0).toString());
    }

    @Test
    void shouldShowHowThePriceOfACallCameAbout() throws InterruptedException {
        String callId = "price/of+this call@192.0.2.1";
        pipeline.put(Examples.cdr(callId, "priced-account", Examples.START));
        awaitItems("accountId=priced-account", 1);
        var reply = pipeline.admin().get("/api/v1/cdrs/" + encoded(callId));
        assertEquals(200, reply.status());
        assertEquals(callId, reply.text("callId"));
        assertEquals(
                "44", reply.json().path("tariff").path("rate").path("prefix").asText());
        JsonNode steps = reply.json().path("steps");
        assertEquals("0.13", steps.get(steps.size() - 1).path("amount").asText());
        assertEquals(
                "12500 ms in the words of that day", steps.get(0).path("text").asText());
        assertEquals(404, pipeline.admin().get("/api/v1/cdrs/nobody-knows-it").status());
    }

    @Test
    void shouldFilterAndPageNewestFirst() throws InterruptedException {
        for (int i = 0; i < 5; i++) {
            pipeline.put(Examples.cdr("page-" + i, "page-account", Examples.START.plusSeconds(i)));
        }
        awaitItems("accountId=page-account", 5);
        var ids = new ArrayList<String>();
        String cursor = "";
        do {
            JsonNode page = pipeline.admin()
                    .get("/api/v1/cdrs?accountId=page-account&limit=2" + cursor)
                    .json();
            page.path("items").forEach(item -> ids.add(item.path("callId").asText()));
            cursor = page.path("next").isNull()
                    ? ""
                    : "&cursor=" + page.path("next").asText();
        } while (!cursor.isEmpty());
        assertEquals(List.of("page-4", "page-3", "page-2", "page-1", "page-0"), ids);
        assertEquals(
                2,
                items("accountId=page-account&since=2026-11-20T10:00:01Z&until=2026-11-20T10:00:03Z")
                        .size());
        assertEquals(
                5, items("accountId=page-account&view=dialled&outcome=answered").size());
        assertEquals(0, items("accountId=page-account&outcome=busy").size());
        assertEquals(0, items("accountId=page-account&view=missed").size());
        assertEquals(1, items("callId=page-3").size());
        assertEquals(5, items("accountId=page-account&number=442079460000").size());
    }

    @Test
    void shouldFindANumberAsPeopleWriteIt() throws InterruptedException {
        pipeline.put(Examples.cdr("written-1", "written-account", Examples.START));
        awaitItems("accountId=written-account", 1);
        for (String number :
                List.of("+44 (20) 7946-0000", "0044/20 7946 0000", "442079460000", "+44 20*", "4930123456")) {
            assertEquals(
                    1,
                    items("accountId=written-account&number=" + encoded(number)).size(),
                    number);
        }
        assertEquals(
                0,
                items("accountId=written-account&number=" + encoded("+44 20")).size());
    }

    @Test
    void shouldCountFailuresByWhatTheyShare() throws InterruptedException {
        pipeline.put(Examples.cdr("group-1", "group-account", Examples.START));
        pipeline.put(Examples.cdr("group-2", "group-account", Examples.START.plusSeconds(1)));
        awaitItems("accountId=group-account", 2);
        assertEquals(
                "{\"items\":[{\"key\":{\"cause\":\"normal\",\"trunk\":\"192.0.2.2\"},\"calls\":2,\"answered\":2,"
                        + "\"firstAt\":\"2026-11-20T10:00:00.000001Z\",\"lastAt\":\"2026-11-20T10:00:01.000001Z\"}],"
                        + "\"next\":null}",
                pipeline.admin()
                        .get("/api/v1/cdrs/groups?by=trunk,cause&accountId=group-account")
                        .text());
        assertEquals("by", pipeline.admin().get("/api/v1/cdrs/groups").errorField());
        assertEquals("by", pipeline.admin().get("/api/v1/cdrs/groups?by=colour").errorField());
    }

    @Test
    void shouldNameTheParameterThatDoesNotFit() {
        for (String query : List.of(
                "view=all",
                "outcome=x",
                "cause=x",
                "minRing=-1",
                "maxSeconds=x",
                "number=*",
                "since=yesterday",
                "until=1",
                "limit=1001",
                "cursor=x")) {
            var reply = pipeline.admin().get("/api/v1/cdrs?" + query);
            assertEquals(400, reply.status(), query);
            assertEquals(query.substring(0, query.indexOf('=')), reply.errorField());
        }
    }

    @Test
    void shouldGiveCsvWithoutFormulas() throws InterruptedException {
        pipeline.put(Examples.busyCdr("csv-1", "=cmd|'/c calc'!A1, \"x\"", Examples.START));
        awaitItems("callId=csv-1", 1);
        var csv = pipeline.admin().with("Accept", "text/csv").get("/api/v1/cdrs?callId=csv-1");
        assertEquals(200, csv.status());
        assertTrue(csv.header("Content-Type").orElseThrow().startsWith("text/csv"));
        String[] lines = csv.text().split("\r\n");
        assertEquals(2, lines.length);
        assertTrue(lines[0].startsWith("callId,accountId,calledAccountId,from,to,startedAt,"));
        assertTrue(lines[1].startsWith("csv-1,,,\"'=cmd|'/c calc'!A1, \"\"x\"\"\",442079460000,"), lines[1]);
    }

    @Test
    void shouldGiveAllPagesAsOneCsv() throws InterruptedException {
        for (int i = 0; i < 4; i++) {
            pipeline.put(Examples.cdr("whole-" + i, "whole-account", Examples.START.plusSeconds(i)));
        }
        awaitItems("accountId=whole-account", 4);
        ApiClient csv = pipeline.admin().with("Accept", "text/csv");
        assertEquals(
                5,
                csv.get("/api/v1/cdrs?accountId=whole-account").text().lines().count());
        assertEquals(
                4,
                csv.get("/api/v1/cdrs?accountId=whole-account&limit=3")
                        .text()
                        .lines()
                        .count());
    }

    @Test
    void shouldShowTheMessagesOfACallByLeg() throws InterruptedException {
        String callId = "trace-1@192.0.2.1";
        Instant at = Instant.now().minusSeconds(60).truncatedTo(ChronoUnit.MICROS);
        message(callId, at, CALLER, PROXY, invite(callId));
        message(callId, at.plusMillis(5), PROXY, CALLEE, invite(callId));
        String path = "/api/v1/cdrs/" + encoded(callId) + "/trace";
        Until.fits(
                () -> pipeline.admin().get(path),
                reply -> reply.status() == 200 && reply.json().path("items").size() == 2);

        JsonNode first = pipeline.admin().get(path + "?leg=source").json().path("items");
        assertEquals(1, first.size());
        assertEquals("192.0.2.1:5060", first.get(0).path("source").asText());
        assertEquals("192.0.2.2:5060", first.get(0).path("target").asText());
        assertEquals("source", first.get(0).path("leg").asText());
        assertEquals("udp", first.get(0).path("transport").asText());
        assertEquals("agent-1", first.get(0).path("agent").asText());
        assertEquals(
                "INVITE sip:442079460000@192.0.2.2",
                first.get(0).path("summary").asText());
        assertEquals(invite(callId), first.get(0).path("raw").asText());
        assertTrue(first.get(0).path("flags").isArray());
        JsonNode second = pipeline.admin().get(path + "?leg=destination").json().path("items");
        assertEquals("192.0.2.3:5060", second.get(0).path("target").asText());
        assertEquals("leg", pipeline.admin().get(path + "?leg=left").errorField());

        String text = pipeline.admin().with("Accept", "text/plain").get(path).text();
        assertTrue(
                text.contains("192.0.2.1:5060 -> 192.0.2.2:5060 udp\r\nINVITE sip:442079460000@192.0.2.2 SIP/2.0\r\n"));
        var pcap =
                pipeline.admin().with("Accept", "application/vnd.tcpdump.pcap").get(path);
        assertEquals("application/vnd.tcpdump.pcap", pcap.header("Content-Type").orElseThrow());
        assertEquals(
                0xa1b2c3d4,
                ByteBuffer.wrap(pcap.bytes()).order(ByteOrder.BIG_ENDIAN).getInt());
        assertEquals(406, pipeline.admin().with("Accept", "image/png").get(path).status());
    }

    @Test
    void shouldTakeCredentialsOutOfATraceWhenAsked() throws InterruptedException {
        String callId = "redacted-1@192.0.2.1";
        String secret = "Authorization: Digest username=\"alice\", response=\"0123456789abcdef\"";
        String sip = invite(callId).replace("Max-Forwards: 70", secret);
        message(callId, Instant.now().minusSeconds(60), CALLER, PROXY, sip);
        String path = "/api/v1/cdrs/" + encoded(callId) + "/trace";
        Until.fits(() -> pipeline.admin().get(path), reply -> reply.status() == 200);

        for (String type : List.of("application/json", "text/plain", "application/vnd.tcpdump.pcap")) {
            ApiClient client = pipeline.admin().with("Accept", type);
            assertTrue(latin(client.get(path)).contains("0123456789abcdef"), type);
            String redacted = latin(client.get(path + "?redact=true"));
            assertFalse(redacted.contains("0123456789abcdef"), type);
            assertTrue(redacted.contains("xxxxxxxxxxxxxxxx"), type);
            assertTrue(redacted.contains("alice"), type);
        }
        assertEquals("redact", pipeline.admin().get(path + "?redact=maybe").errorField());
    }

    @Test
    void shouldGiveACallAsAScenarioThatBeginsWithItsInvite() throws InterruptedException {
        String callId = "trace-scenario@192.0.2.1";
        message(callId, Instant.now().minusSeconds(60), CALLER, PROXY, invite(callId));
        String path = "/api/v1/cdrs/" + encoded(callId) + "/trace";
        Until.fits(() -> pipeline.admin().get(path), reply -> reply.status() == 200);

        ApiClient client = pipeline.admin().with("Accept", "application/xml");
        ApiClient.Reply scenario = client.get(path);
        assertEquals("application/xml", scenario.header("Content-Type").orElse(""));
        assertTrue(
                scenario.text().contains("INVITE sip:442079460000@[remote_ip]:[remote_port] SIP/2.0"), scenario::text);
        ApiClient.Reply otherLeg = client.get(path + "?leg=destination");
        assertEquals(404, otherLeg.status());
        assertTrue(otherLeg.text().contains("no INVITE of this leg is kept"), otherLeg::text);
    }

    private static String latin(ApiClient.Reply reply) {
        return new String(reply.bytes(), StandardCharsets.ISO_8859_1);
    }

    @Test
    void shouldNotKnowTheTraceOfACallThatWasNeverSeen() {
        assertEquals(404, pipeline.admin().get("/api/v1/cdrs/never-seen/trace").status());
    }

    private void message(String callId, Instant at, byte[] source, byte[] target, String sip) {
        byte[] bytes = sip.getBytes(StandardCharsets.UTF_8);
        pipeline.putMessage(
                callId,
                HepPacket.empty()
                        .capturedAtMicros(ChronoUnit.MICROS.between(Instant.EPOCH, at))
                        .ipProtocol(HepPacket.UDP)
                        .protocolType(HepPacket.PROTOCOL_SIP)
                        .source(source, 5060)
                        .target(target, 5060)
                        .payload(bytes, 0, bytes.length));
    }

    private static String invite(String callId) {
        return """
                INVITE sip:442079460000@192.0.2.2 SIP/2.0
                Via: SIP/2.0/UDP 192.0.2.1:5060;branch=z9hG4bK1
                From: <sip:4930123456@192.0.2.1>;tag=a
                To: <sip:442079460000@192.0.2.2>
                Call-ID: %s
                CSeq: 1 INVITE
                Max-Forwards: 70
                Content-Length: 0

                """.formatted(callId).replace("\n", "\r\n");
    }

    private JsonNode awaitItems(String query, int count) throws InterruptedException {
        return Until.fits(() -> items(query), items -> items.size() == count);
    }

    private JsonNode items(String query) {
        return pipeline.admin().get("/api/v1/cdrs?" + query).json().path("items");
    }

    private static String encoded(String callId) {
        return URLEncoder.encode(callId, StandardCharsets.UTF_8).replace("+", "%20");
    }
}
