package io.trunkline.protocol.sip;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RedactionTest {

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
        Authorization: Digest username="alice", realm="example.net", nonce="abc", uri="sip:x", response="0123", nc=00000001, qop=auth, cnonce="q" | Authorization: Digest username="alice", realm="example.net", xxxxx="xxx", uri="sip:x", xxxxxxxx="xxxx", nc=00000001, qop=auth, xxxxxx="x"
        proxy-authorization:Digest response=0123,username=bob | proxy-authorization:Digest xxxxxxxx=xxxx,username=bob
        Authorization: Basic YWxpY2U6c2VjcmV0           | Authorization: Basic xxxxxxxxxxxxxxxx
        Authorization : Bearer a.b.c                    | Authorization : Bearer xxxxx
        Authentication-Info: rspauth="99", qop=auth     | Authentication-Info: xxxxxxx="xx", qop=auth
        WWW-Authenticate: Digest realm="a", nonce="b"   | WWW-Authenticate: Digest realm="a", nonce="b"
        To: <sip:bob:secret@example.net:5060>;tag=1     | To: <sip:bob:xxxxxx@example.net:5060>;tag=1
        Contact: <sip:bob@192.0.2.1:5060;x=sip:y@z>     | Contact: <sip:bob@192.0.2.1:5060;x=sip:y@z>
        Contact: <sip:192.0.2.1:5060>;q=1               | Contact: <sip:192.0.2.1:5060>;q=1
        a=crypto:1 AES_CM_128_HMAC_SHA1_80 inline:Zm9v  | a=crypto:1 AES_CM_128_HMAC_SHA1_80 xxxxxxxxxxx
        a=ice-pwd:asd88fgpdd777uzjYhagZg                | a=ice-pwd:xxxxxxxxxxxxxxxxxxxxxx
        a=key-mgmt:mikey AQAF                           | a=key-mgmt:mikey xxxx
        k=clear:secret                                  | k=xxxxxxxxxxxx
        a=rtpmap:0 PCMU/8000                            | a=rtpmap:0 PCMU/8000
        """)
    void shouldMaskCredentialsAndNothingElse(String line, String redacted) {
        assertEquals(around(redacted), redact(around(line)));
    }

    private static String around(String line) {
        return "OPTIONS sip:b@c SIP/2.0\r\nFrom: <sip:a@b>;tag=1\r\n" + line + "\r\nCSeq: 1 OPTIONS\r\n\r\nv=0\r\n";
    }

    private static String redact(String text) {
        return new String(Redaction.of(text.getBytes(StandardCharsets.ISO_8859_1)), StandardCharsets.ISO_8859_1);
    }

    @Test
    void shouldFollowAHeaderOverItsLines() {
        assertEquals(
                "A b SIP/2.0\r\nAuthorization: Digest\r\n username=\"a\",\r\n\txxxxxxxx=\"xx\"\r\nSubject: response=\"12\"\r\n",
                redact(
                        "A b SIP/2.0\r\nAuthorization: Digest\r\n username=\"a\",\r\n\tresponse=\"12\"\r\nSubject: response=\"12\"\r\n"));
    }

    /** A quote that nobody closed hides nothing behind an open parameter. */
    @Test
    void shouldMaskWhatIsBroken() {
        assertEquals(
                "Authorization: Digest username=\"x, xxxxxxxx=\"xx\r\n",
                redact("Authorization: Digest username=\"a, response=\"12\r\n"));
        assertEquals(
                "Authorization: Digest username=\"x, xxxxxxxx=xx\"\r\n",
                redact("Authorization: Digest username=\"a, response=12\"\r\n"));
    }

    @Test
    void shouldLeaveBytesThatAreNoTextAsTheyWere() {
        byte[] bytes = {0, (byte) 0xff, '\r', '\n', ' ', (byte) 0x80, '\n', '\n', ':', 'k', '='};
        assertArrayEquals(bytes, Redaction.of(bytes));
        assertArrayEquals(new byte[0], Redaction.of(new byte[0]));
    }
}
