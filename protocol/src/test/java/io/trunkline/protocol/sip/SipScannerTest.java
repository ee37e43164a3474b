package io.trunkline.protocol.sip;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SipScannerTest {

    /** What every message must have, so that a test adds only what it is about. */
    private static final String DIALOG = """
            Via: SIP/2.0/UDP 192.0.2.1;branch=z9hG4bK1
            From: <sip:alice@example.com>;tag=a1
            To: <sip:bob@example.com>
            Call-ID: call-1
            CSeq: 7 INVITE
            """;

    private final SipScanner scanner = new SipScanner(List.of("X-CID", "session-id"));
    private final SipMessage message = new SipMessage();

    @Test
    void shouldReadTheStartLineOfARequest() {
        scan("INVITE sip:+4930123;phone-context=x:secret@Gw.Example.COM:5070;user=phone?x=y SIP/2.0\n" + DIALOG + "\n");
        assertTrue(message.isRequest());
        assertEquals(SipMethod.INVITE, message.method());
        assertEquals(0, message.status());
        assertEquals("INVITE", text(SipField.METHOD));
        assertEquals("+4930123;phone-context=x", text(SipField.REQUEST_URI_USER));
        assertEquals("Gw.Example.COM", text(SipField.REQUEST_URI_HOST));
        assertTrue(message.has(SipFlag.BAD_REQUEST_URI), "headers are not for a Request-URI");
    }

    @Test
    void shouldReadTheStartLineOfAResponse() {
        scan("SIP/2.0 486 Busy Here\n" + DIALOG + "\n");
        assertFalse(message.isRequest());
        assertEquals(486, message.status());
        assertEquals(SipMethod.INVITE, message.method());
        assertEquals("Busy Here", text(SipField.REASON_PHRASE));
        assertEquals(Set.of(), message.flags());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "\r\n\r\n",
                "GET / HTTP/1.1\r\nHost: example.com\r\n\r\n",
                "RTSP/1.0 200 OK\r\n\r\n",
                "INVITE sip:bob@example.com\r\n\r\n",
                "SIP",
                "hello"
            })
    void shouldNotTakeOtherThingsForSip(String text) {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        assertFalse(scanner.scan(bytes, 0, bytes.length, message));
        assertNull(text(SipField.METHOD));
        assertEquals(Set.of(), message.flags());
    }

    @Test
    void shouldReadBothPartiesHoweverTheyAreWritten() {
        scanHeaders("""
                f: "Alice \\"the\\" \\\\ Example" <sips:alice:secret@[2001:db8::1]:5061;transport=tls>;x;TAG=a%1
                To:sip:bob@example.com;x="a;tag=no>";tag=b2
                """);
        assertEquals("Alice \"the\" \\ Example", text(SipField.FROM_DISPLAY));
        assertEquals("sips:alice:secret@[2001:db8::1]:5061;transport=tls", text(SipField.FROM_URI));
        assertEquals("alice", text(SipField.FROM_USER));
        assertEquals("[2001:db8::1]", text(SipField.FROM_HOST));
        assertEquals("a%1", text(SipField.FROM_TAG));
        assertNull(text(SipField.TO_DISPLAY));
        assertEquals("sip:bob@example.com", text(SipField.TO_URI));
        assertEquals("b2", text(SipField.TO_TAG));
    }

    @ParameterizedTest
    @ValueSource(strings = {"sip:a@b:", "sip:a@b:;lr", "sip:@b", "sip::x@b", "sip:a@", "sip:a@b:5060x", "sip:a@[::1"})
    void shouldFlagUrisThatLackAPart(String uri) {
        scanHeaders("To: <" + uri + ">\n");
        assertEquals(uri, text(SipField.TO_URI));
        assertTrue(message.has(SipFlag.BAD_TO));
    }

    @Test
    void shouldReadTelephoneUris() {
        scanHeaders("""
                From: <tel:+49-30-123;ext=5>;tag=1
                To: "Bob" <urn:service:sos>
                """);
        assertEquals("+49-30-123", text(SipField.FROM_USER));
        assertNull(text(SipField.FROM_HOST));
        assertEquals("urn:service:sos", text(SipField.TO_URI));
        assertNull(text(SipField.TO_USER));
        assertFalse(message.has(SipFlag.BAD_TO));
    }

    @Test
    void shouldReadTheTopViaOfAList() {
        scanHeaders("""
                v : SIP / 2.0 / TCP
                  192.0.2.1 : 5060 ;rport ; Received = 198.51.100.1;
                  branch=z9hG4bKtop, SIP/2.0/UDP 192.0.2.2;branch=z9hG4bKlow
                Via: SIP/2.0/UDP 192.0.2.3;branch=z9hG4bKlowest
                """);
        assertEquals("TCP", text(SipField.VIA_TRANSPORT));
        assertEquals("192.0.2.1 : 5060", text(SipField.VIA_SENT_BY));
        assertEquals("z9hG4bKtop", text(SipField.VIA_BRANCH));
        assertEquals("198.51.100.1", text(SipField.VIA_RECEIVED));
        assertTrue(message.has(SipField.VIA_RPORT));
        assertEquals("", text(SipField.VIA_RPORT));
        assertFalse(message.has(SipFlag.BAD_VIA));
    }

    @Test
    void shouldReadTheBranchOfEachVia() {
        scanHeaders("""
                v: SIP/2.0/UDP 192.0.2.1;rport; Branch = z9hG4bKtop ,
                  SIP/2.0/UDP 192.0.2.2;comp="a;branch=z9hG4bKlie,b";branch=z9hG4bKlow
                Via: SIP/2.0/UDP 192.0.2.3
                Via: SIP/2.0/TCP [2001:db8::1]:5060;branch=z9hG4bKlowest,
                """);
        assertEquals(List.of("z9hG4bKtop", "z9hG4bKlow", "", "z9hG4bKlowest", "z9hG4bK1"), message.viaBranches());
    }

    @Test
    void shouldReadAllContactsWithTheirExpires() {
        scanHeaders("""
                Contact: "Mr, Watson; <x>" <sip:watson@example.com;x=1,2>;q=0.7; expires=3600,
                  sip:w2@example.com;expires = "60"
                m: <mailto:w3@example.com>
                Expires: 1800
                """);
        assertEquals(3, message.contacts());
        assertEquals("sip:watson@example.com;x=1,2", message.contactUri(0));
        assertEquals(3600, message.contactExpires(0));
        assertEquals("sip:w2@example.com", message.contactUri(1));
        assertEquals(60, message.contactExpires(1));
        assertEquals("mailto:w3@example.com", message.contactUri(2));
        assertEquals(-1, message.contactExpires(2));
        assertEquals(1800, message.expires());
        assertFalse(message.contactIsStar());
        assertThrows(IndexOutOfBoundsException.class, () -> message.contactUri(3));
    }

    @Test
    void shouldReadTheStarThatRemovesAllContacts() {
        scanHeaders("Contact: *\nExpires: 0\n");
        assertTrue(message.contactIsStar());
        assertEquals(0, message.contacts());
        assertEquals(0, message.expires());
    }

    @Test
    void shouldKeepTheFirstContactsOfTooMany() {
        scanHeaders("Contact: " + "<sip:a@example.com>,".repeat(SipMessage.MAX_CONTACTS) + "<sip:b@example.com>\n");
        assertEquals(SipMessage.MAX_CONTACTS, message.contacts());
        assertTrue(message.has(SipFlag.TOO_MANY_CONTACTS));
    }

    @Test
    void shouldReadAllOfManyContacts() {
        var contacts = new StringBuilder();
        for (int i = 0; i < 40; i++) {
            contacts.append("Contact: <sip:a@192.0.2.")
                    .append(i)
                    .append(">;expires=")
                    .append(100 + i)
                    .append('\n');
        }
        scanHeaders(contacts.toString());
        assertEquals(40, message.contacts());
        assertEquals("sip:a@192.0.2.39", message.contactUri(39));
        assertEquals(139, message.contactExpires(39));
        assertFalse(message.has(SipFlag.TOO_MANY_CONTACTS));
    }

    @Test
    void shouldReadInstanceAndFlowOfAContact() {
        scanHeaders(
                "Contact: <sip:a@192.0.2.1>;expires=9;+SIP.instance=\"<urn:uuid:00000000-0000-1000-8000-AABBCCDDEEFF>\""
                        + ";reg-id=2, <sip:b@192.0.2.1>;reg-id=0x1, <sip:c@192.0.2.1>;+sip.instance=\"\"\n");
        assertEquals(3, message.contacts());
        assertEquals("<urn:uuid:00000000-0000-1000-8000-AABBCCDDEEFF>", message.contactInstance(0));
        assertEquals(2, message.contactRegId(0));
        assertEquals(9, message.contactExpires(0));
        assertNull(message.contactInstance(1));
        assertEquals(-1, message.contactRegId(1));
        assertNull(message.contactInstance(2));
        assertEquals(-1, message.contactRegId(2));
    }

    @Test
    void shouldReadWhatJoinsLegs() {
        scanHeaders("""
                X-CID: leg-a
                 folded
                Session-ID: ab30317f1a784dc48ff824d0d3715d86;remote=47755a9de7794ba387653f2099600ef2
                P-Charging-Vector: icid-value="1234bc9876e";icid-generated-at=192.0.6.8
                P-Asserted-Identity: "Cullen" <sip:+14085264000@example.com>, <tel:+14085264000>
                """);
        assertEquals("leg-a folded", message.extra(0));
        assertEquals(
                "ab30317f1a784dc48ff824d0d3715d86;remote=47755a9de7794ba387653f2099600ef2",
                message.extra(1),
                "a header that the scanner reads anyway can be an extra one too");
        assertEquals("ab30317f1a784dc48ff824d0d3715d86", text(SipField.SESSION_ID));
        assertEquals("47755a9de7794ba387653f2099600ef2", text(SipField.SESSION_ID_REMOTE));
        assertEquals("1234bc9876e", text(SipField.ICID));
        assertEquals("sip:+14085264000@example.com", text(SipField.ASSERTED_URI));
        assertEquals("+14085264000", text(SipField.ASSERTED_USER));
    }

    @Test
    void shouldForgetExtraHeadersOfTheFormerMessage() {
        scanHeaders("X-CID: leg-a\n");
        scanHeaders("");
        assertNull(message.extra(0));
    }

    @Test
    void shouldReadCredentials() {
        scanHeaders("""
                Authorization: Digest username="bob \\"b\\"", realm="a,\\\\b", nonce="x",
                 uri="sip:example.com", response="y"
                proxy-authorization: Digest nonce="username=no",realm=atlanta , username = "carol"
                """);
        assertEquals("bob \"b\"", text(SipField.AUTH_USERNAME));
        assertEquals("a,\\b", text(SipField.AUTH_REALM));
        assertEquals("carol", text(SipField.PROXY_AUTH_USERNAME));
        assertEquals("atlanta", text(SipField.PROXY_AUTH_REALM));
    }

    @Test
    void shouldSayForWhichRealmEachOfTheCredentialsIs() {
        scanHeaders("""
                Proxy-Authorization: Digest realm="a", username="ann", Digest username="bob", nonce="c"
                Authorization: Digest username="carol", nonce="d", realm="b"
                """);
        assertEquals(3, message.credentials());
        assertEquals("ann", message.credentialUser(0));
        assertEquals("a", message.credentialRealm(0));
        assertEquals("bob", message.credentialUser(1));
        assertNull(message.credentialRealm(1));
        assertEquals("carol", message.credentialUser(2));
        assertEquals("b", message.credentialRealm(2));
    }

    @Test
    void shouldReadForWhichRealmCredentialsAreAsked() {
        scanHeaders("""
                Proxy-Authenticate: Digest nonce="x", realm="atlanta", algorithm=MD5
                WWW-Authenticate: Digest realm="biloxi", nonce="y"
                """);
        assertEquals("atlanta", text(SipField.CHALLENGE_REALM));
        scanHeaders("WWW-Authenticate: Digest nonce=\"y\"\n");
        assertNull(text(SipField.CHALLENGE_REALM));
    }

    @Test
    void shouldReadTheCauseOfQ850Alone() {
        scanHeaders("""
                Reason: SIP ;cause=487 ;text="gone", q.850;cause=16;text="Normal call clearing, so;cause=1"
                """);
        assertEquals(16, message.q850Cause());
        assertEquals(
                "SIP ;cause=487 ;text=\"gone\", q.850;cause=16;text=\"Normal call clearing, so;cause=1\"",
                text(SipField.REASON));
    }

    @Test
    void shouldReadTheOtherHeaders() {
        scanHeaders("""
                Max-Forwards: 70
                Route: <sip:p1.example.com;lr>
                record-route: <sip:p2.example.com;lr>
                x: 1800;refresher=uas
                User-Agent: Phone/1.0 (a;b)
                Server: Gateway
                """);
        assertEquals(70, message.maxForwards());
        assertTrue(message.hasRoute());
        assertTrue(message.hasRecordRoute());
        assertEquals(1800, message.sessionExpires());
        assertEquals("Phone/1.0 (a;b)", text(SipField.USER_AGENT));
        assertEquals("Gateway", text(SipField.SERVER));
    }

    @Test
    void shouldSayThatWhatIsNotThereIsNot() {
        scanHeaders("");
        assertEquals(-1, message.expires());
        assertEquals(-1, message.sessionExpires());
        assertEquals(-1, message.maxForwards());
        assertEquals(-1, message.contentLength());
        assertEquals(-1, message.q850Cause());
        assertFalse(message.hasRoute());
        assertFalse(message.hasRecordRoute());
        assertEquals(0, message.contacts());
        for (SipField field : List.of(SipField.FROM_DISPLAY, SipField.BODY, SipField.ICID, SipField.USER_AGENT)) {
            assertFalse(message.has(field));
            assertEquals(0, message.length(field));
            assertNull(text(field));
        }
    }

    @Test
    void shouldFindTheSessionDescription() {
        scanBody("Content-Type: application/sdp\n", """
                v=0
                o=a 1 1 IN IP4 192.0.2.1
                s=c=not this
                c=IN IP4 192.0.2.2
                t=0 0
                m=audio 49172 RTP/AVP 0
                c=IN IP4 192.0.2.3
                m=video 49174 RTP/AVP 31
                """);
        assertEquals(
                List.of("audio 49172 RTP/AVP 0, IN IP4 192.0.2.3", "video 49174 RTP/AVP 31, IN IP4 192.0.2.2"),
                media());
    }

    @Test
    void shouldFindEveryMediumWithItsConnection() {
        scanBody("Content-Type: application/sdp\n", """
                v=0
                o=a 1 1 IN IP4 192.0.2.1
                s=-
                c=IN IP4 192.0.2.2
                t=0 0
                m=audio 49172 RTP/AVP 0
                a=rtpmap:0 PCMU/8000
                m=video 49174 RTP/AVP 31
                i=m=no medium
                c=IN IP4 233.252.0.1/127
                c=IN IP4 233.252.0.2/127
                m=image 0 udptl t38
                """);
        assertEquals(
                List.of(
                        "audio 49172 RTP/AVP 0, IN IP4 192.0.2.2",
                        // The first of several connections counts.
                        "video 49174 RTP/AVP 31, IN IP4 233.252.0.1/127",
                        "image 0 udptl t38, IN IP4 192.0.2.2"),
                media());
    }

    @Test
    void shouldFindMediaWithoutAConnectionOfTheSession() {
        scanBody("Content-Type: application/sdp\n", """
                m=audio 1 RTP/AVP 0
                m=audio 3 RTP/AVP 0
                c=IN IP6 2001:db8::1
                """);
        assertEquals(List.of("audio 1 RTP/AVP 0, null", "audio 3 RTP/AVP 0, IN IP6 2001:db8::1"), media());
        scanHeaders("");
        assertEquals(List.of(), media());
    }

    @Test
    void shouldFindTheSessionDescriptionAmongParts() {
        scanBody("c: multipart/mixed;boundary=\"b1\"\n", """
                m=preamble
                --b1
                Content-Type: text/plain

                c=IN IP4 192.0.2.66
                m=text
                --b1
                Content-Disposition: session
                content-type : application/SDP

                v=0
                c=IN IP6 2001:db8::1
                m=audio 1 RTP/AVP 0
                --b1
                Content-Type: application/isup

                m=isup
                --b1--
                """);
        assertEquals(List.of("audio 1 RTP/AVP 0, IN IP6 2001:db8::1"), media());
    }

    @Test
    void shouldNotLookForMediaInOtherBodies() {
        scanBody("Content-Type: text/plain\n", "m=audio 1 RTP/AVP 0\n");
        assertEquals("m=audio 1 RTP/AVP 0\r\n", text(SipField.BODY));
        assertEquals(List.of(), media());
    }

    @Test
    void shouldTakeAsMuchBodyAsIsClaimed() {
        scanBody("Content-Length: 3\nContent-Type: text/plain\n", "abcdef");
        assertEquals("abc", text(SipField.BODY));
        assertEquals(Set.of(), message.flags());
        scanBody("l: 7\nContent-Type: text/plain\n", "abcdef");
        assertEquals("abcdef", text(SipField.BODY));
        assertEquals(Set.of(SipFlag.BAD_LENGTH), message.flags());
    }

    @Test
    void shouldBearLineEndsWithoutCarriageReturn() {
        byte[] bytes = ("BYE sip:bob@example.com SIP/2.0\n" + DIALOG + "\nbody").getBytes(StandardCharsets.UTF_8);
        assertTrue(scanner.scan(bytes, 0, bytes.length, message));
        assertEquals("call-1", text(SipField.CALL_ID));
        assertEquals("body", text(SipField.BODY));
        assertEquals(Set.of(SipFlag.BARE_LF, SipFlag.CSEQ_MISMATCH), message.flags());
    }

    @Test
    void shouldKeepWhatCameOfAMessageThatWasCut() {
        byte[] bytes = crlf("INVITE sip:bob@example.com SIP/2.0\n" + DIALOG + "User-Agent: Pho");
        assertTrue(scanner.scan(bytes, 0, bytes.length, message));
        assertEquals("call-1", text(SipField.CALL_ID));
        assertEquals("Pho", text(SipField.USER_AGENT));
        assertEquals(Set.of(SipFlag.CUT_OFF), message.flags());
    }

    @Test
    void shouldNotTakeANameWithoutColonForAHeader() {
        byte[] bytes = crlf("INVITE sip:bob@example.com SIP/2.0\n" + DIALOG + "User-Agent");
        assertTrue(scanner.scan(bytes, 0, bytes.length, message));
        assertFalse(message.has(SipField.USER_AGENT));
        assertEquals(Set.of(SipFlag.CUT_OFF, SipFlag.BAD_HEADER), message.flags());
    }

    /** Zeros and line ends differ from what may stand in a name by one bit of case, or fill the word behind it. */
    @ParameterizedTest
    @ValueSource(
            strings = {"User\rAgent", "User-Agent\0", "Server\0", "\0Server", "\0\0\0\0\0\0\0\0", "\0\0\0\0\0\0\0\0\0"})
    void shouldNotTakeControlCharactersForPartsOfAName(String name) {
        scan("INVITE sip:bob@example.com SIP/2.0\n" + name + ": x\n" + DIALOG + "\n");
        assertNull(text(SipField.USER_AGENT));
        assertNull(text(SipField.SERVER));
        assertEquals(Set.of(SipFlag.BAD_HEADER), message.flags());
    }

    @Test
    void shouldNotTakeControlCharactersForAMethod() {
        scanHeaders("CSeq: 1 \0\0\0\n");
        assertEquals(SipMethod.INVITE, message.method());
        assertTrue(message.has(SipFlag.BAD_CSEQ));
    }

    @Test
    void shouldReadLongNamesInAnyCase() {
        scanHeaders("p-asserted-IDENTITY : <sip:+4930@example.com>\nP-CHARGING-VECTOR:icid-value=7\n");
        assertEquals("+4930", text(SipField.ASSERTED_USER));
        assertEquals("7", text(SipField.ICID));
    }

    @Test
    void shouldPassOverLinesThatAreNoHeaders() {
        scanHeaders("no colon here\n: no name\nbad name: x\nUser-Agent: Phone\n");
        assertTrue(message.has(SipFlag.BAD_HEADER));
        assertEquals("Phone", text(SipField.USER_AGENT));
    }

    @Test
    void shouldSkipEmptyLinesBeforeTheStartLine() {
        byte[] bytes = crlf("\n\nINVITE sip:bob@example.com SIP/2.0\n" + DIALOG + "\n");
        assertTrue(scanner.scan(bytes, 0, bytes.length, message));
        assertEquals(Set.of(), message.flags());
    }

    @Test
    void shouldReadARangeAndNothingAroundIt() {
        byte[] bytes = crlf("INVITE sip:bob@example.com SIP/2.0\n" + DIALOG + "\nbody");
        byte[] around = new byte[bytes.length + 40];
        Arrays.fill(around, (byte) 'x');
        System.arraycopy(bytes, 0, around, 11, bytes.length);
        assertTrue(scanner.scan(around, 11, bytes.length, message));
        assertEquals("body", text(SipField.BODY));
        assertEquals(Set.of(), message.flags());
        assertThrows(IndexOutOfBoundsException.class, () -> scanner.scan(around, 50, around.length - 49, message));
    }

    @Test
    void shouldReadBuffersOfBothKindsWithoutMovingThem() {
        byte[] bytes = crlf("xINVITE sip:bob@example.com SIP/2.0\n" + DIALOG + "\nbodyx");
        for (ByteBuffer buffer : List.of(
                ByteBuffer.allocate(500).put(bytes),
                ByteBuffer.allocateDirect(500).put(bytes))) {
            buffer.limit(bytes.length - 1).position(1);
            assertTrue(scanner.scan(buffer.slice(), message));
            assertTrue(scanner.scan(buffer, message));
            assertEquals("call-1", text(SipField.CALL_ID));
            assertEquals("body", text(SipField.BODY));
            assertEquals(1, buffer.position());
            assertEquals(bytes.length - 1, buffer.limit());
        }
    }

    @Test
    void shouldReplaceBrokenUtf8() {
        byte[] bytes = crlf("INVITE sip:bob@example.com SIP/2.0\n" + DIALOG + "User-Agent: ?!\n\n");
        bytes[new String(bytes, StandardCharsets.ISO_8859_1).indexOf('?')] = (byte) 0xC3;
        assertTrue(scanner.scan(bytes, 0, bytes.length, message));
        assertEquals("\uFFFD!", text(SipField.USER_AGENT));
    }

    private void scanHeaders(String headers) {
        // Those of the test come first: they count, and the others repeat them at most.
        scan("INVITE sip:bob@example.com SIP/2.0\n" + headers + DIALOG + "\n");
    }

    private void scanBody(String headers, String body) {
        scan("INVITE sip:bob@example.com SIP/2.0\n" + headers + DIALOG + "\n" + body);
    }

    private void scan(String text) {
        byte[] bytes = crlf(text);
        assertTrue(scanner.scan(bytes, 0, bytes.length, message));
    }

    private static byte[] crlf(String text) {
        return text.replace("\n", "\r\n").getBytes(StandardCharsets.UTF_8);
    }

    private String text(SipField field) {
        return message.text(field);
    }

    @Test
    void shouldFindNoMoreMediaThanThereIsRoomFor() {
        scan("""
                INVITE sip:bob@example.com SIP/2.0
                Content-Type: application/sdp

                %sc=IN IP4 192.0.2.1
                """.formatted("m=audio 1 RTP/AVP 0\n".repeat(SipMessage.MAX_MEDIA + 1)));

        assertEquals(SipMessage.MAX_MEDIA, message.media());
        assertEquals("audio 1 RTP/AVP 0, null", media().getLast());
    }

    /** Each medium with its connection. */
    private List<String> media() {
        return IntStream.range(0, message.media())
                .mapToObj(i -> message.mediaLine(i) + ", " + message.mediaConnection(i))
                .toList();
    }
}
