package io.trunkline.rating.call;

import static io.trunkline.rating.call.Message.invite;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.trunkline.protocol.MessageHeaders;
import io.trunkline.protocol.event.CallSetup;
import io.trunkline.protocol.event.PayerReason;
import io.trunkline.protocol.hep.HepEncoder;
import io.trunkline.protocol.hep.HepPacket;
import io.trunkline.rating.message.CallMessage;
import io.trunkline.rating.message.MessageReader;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Of all credentials those of a known account say who pays. Bob's account is globex, and his address nobody's. */
class CredentialsTest {

    private static final byte[] SOMEWHERE = {(byte) 203, 0, 113, 77};
    private static final byte[] PLATFORM = {(byte) 198, 51, 100, 1};

    private static final String OTHERS =
            "Digest username=\"stranger\", realm=\"elsewhere\", nonce=\"a,b\", response=\"0\"";
    private static final String BOBS = "Digest username=\"bob\", realm=\"example.net\", nonce=\"c\", response=\"1\"";

    private static String accountOf(String from, String headers) {
        return setup(inviteOf(from, headers)).accountId();
    }

    private static String inviteOf(String from, String headers) {
        return ("INVITE sip:+31201000@example.net SIP/2.0\n"
                        + "Via: SIP/2.0/UDP 203.0.113.77:5060;branch=z9hG4bKx\n"
                        + "Max-Forwards: 70\n"
                        + "From: <sip:" + from + "@example.net>;tag=a\n"
                        + "To: <sip:+31201000@example.net>\n"
                        + "Call-ID: c\n"
                        + "CSeq: 1 INVITE\n"
                        + headers
                        + "Content-Length: 0\n\n")
                .replace("\n", "\r\n");
    }

    private static CallSetup setup(String sip) {
        return setup(sip, null);
    }

    private static CallSetup setup(String sip, String registeredAor) {
        var scene = new CallScene();
        byte[] payload = sip.getBytes(StandardCharsets.ISO_8859_1);
        HepPacket packet = HepPacket.empty()
                .capturedAtMicros(0)
                .ipProtocol(17)
                .protocolType(HepPacket.PROTOCOL_SIP)
                .source(SOMEWHERE, 5060)
                .target(PLATFORM, 5060)
                .payload(payload, 0, payload.length);
        var headers = new MessageHeaders(
                "c", 1, "edge", 0, MessageHeaders.NOT_CLAMPED, MessageHeaders.MAY_BILL, registeredAor);
        CallMessage message =
                ((MessageReader.Result.OfCall) new MessageReader().read(HepEncoder.encode(packet), headers)).message();
        scene.takes(message);
        return scene.calls().values().iterator().next().visible().orElseThrow().setup();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Proxy-Authorization: " + OTHERS + "\nProxy-Authorization: " + BOBS + "\n",
                "Proxy-Authorization: " + BOBS + "\nProxy-Authorization: " + OTHERS + "\n",
                "Authorization: " + OTHERS + "\nProxy-Authorization: " + BOBS + "\n",
                "Proxy-Authorization: " + OTHERS + "\nAuthorization: " + BOBS + "\n",
                "Proxy-Authorization: " + OTHERS + ", " + BOBS + "\n",
                "Proxy-Authorization: " + BOBS + ", " + OTHERS + "\n",
                "Proxy-Authorization: Digest realm=\"example.net\", username=\"bob@example.net\", nonce=\"c\"\n"
            })
    void shouldFindThePayerAmongAllCredentials(String headers) {
        assertEquals("globex", accountOf("anonymous", headers));
    }

    @Test
    void shouldChargeWhoWasRegisteredWhereACallWithoutCredentialsCameFrom() {
        CallSetup setup = setup(inviteOf("alice", ""), "bob@example.net");
        assertEquals("globex", setup.accountId());
        assertEquals(
                new PayerReason(PayerReason.Code.REGISTERED_AOR, "by the registered AOR bob@example.net"),
                setup.payerReason());
        String credentials = BOBS.replace("bob", "alice");
        assertEquals(
                "acme",
                setup(inviteOf("bob", "Proxy-Authorization: " + credentials + "\n"), "bob@example.net")
                        .accountId());
        assertEquals(
                "acme", setup(inviteOf("alice", ""), "nobody@example.net").accountId(), "an address of no account");
    }

    @Test
    void shouldUndoTheEscapesOfTheFrom() {
        assertEquals("acme", accountOf("%61lice", ""));
    }

    @Test
    void shouldLetTheSourceSayWhoPaysBeforeTheFrom() {
        var scene = new CallScene();
        scene.takes(Altered.of(0, invite()).fromUser("bob").message());
        assertEquals(
                "acme",
                scene.call(Message.CALL_ID).visible().orElseThrow().setup().accountId());
    }

    @Test
    void shouldTellCallIdsApartThatAreNotUtf8() {
        String sip = """
                INVITE tel:201000;phone-context=+31 SIP/2.0
                Via: SIP/2.0/UDP 203.0.113.77:5060;branch=z9hG4bKx
                From: <sip:bob@example.net>;tag=a
                To: <tel:201000>
                Call-ID: a\u00ffb
                CSeq: 1 INVITE

                """.replace("\n", "\r\n");
        assertEquals("a%FFb", setup(sip).id());
        assertEquals("a%FEb", setup(sip.replace('\u00ff', '\u00fe')).id());
        assertEquals("31201000", setup(sip).to(), "the phone-context is joined");
    }
}
