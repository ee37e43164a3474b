package io.trunkline.protocol.sip;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class SipHeaderTest {

    @ParameterizedTest
    @EnumSource(mode = EnumSource.Mode.EXCLUDE, names = "OTHER")
    void shouldKnowEveryNameInAnyCaseAndAnywhereInAnArray(SipHeader header) {
        String name = header.name().replace('_', '-');
        assertEquals(header, of(name));
        assertEquals(header, of(name.toLowerCase(Locale.ROOT)));
        byte[] longer = Arrays.copyOf(name.getBytes(StandardCharsets.US_ASCII), name.length() + 16);
        assertEquals(header, SipHeader.of(longer, 0, name.length()));
    }

    @ParameterizedTest
    @EnumSource(mode = EnumSource.Mode.EXCLUDE, names = "OTHER")
    void shouldNotTakeASimilarNameForIt(SipHeader header) {
        char[] name = header.name().replace('_', '-').toCharArray();
        for (int i = 0; i < name.length; i++) {
            char[] other = name.clone();
            other[i] = '9';
            assertEquals(SipHeader.OTHER, of(new String(other)), new String(other));
        }
    }

    @ParameterizedTest
    @CsvSource({
        "v,VIA",
        "f,FROM",
        "t,TO",
        "i,CALL_ID",
        "m,CONTACT",
        "c,CONTENT_TYPE",
        "l,CONTENT_LENGTH",
        "x,SESSION_EXPIRES"
    })
    void shouldKnowCompactForms(String name, SipHeader header) {
        assertEquals(header, of(name));
        assertEquals(header, of(name.toUpperCase(Locale.ROOT)));
    }

    @ParameterizedTest
    @ValueSource(strings = {"k", "o", "Subject", "Supported", "Allow", "X-Via", "Min-SE", "P-Preferred-Identity"})
    void shouldLeaveOtherHeadersAlone(String name) {
        assertEquals(SipHeader.OTHER, of(name));
    }

    @Test
    void shouldKnowMethodsByTheirExactNames() {
        for (SipMethod method : SipMethod.values()) {
            byte[] name = method.name().getBytes(StandardCharsets.US_ASCII);
            assertEquals(method, SipMethod.of(name, 0, name.length));
            byte[] small = method.name().toLowerCase(Locale.ROOT).getBytes(StandardCharsets.US_ASCII);
            assertEquals(SipMethod.OTHER, SipMethod.of(small, 0, small.length));
        }
    }

    private static SipHeader of(String name) {
        byte[] bytes = name.getBytes(StandardCharsets.US_ASCII);
        return SipHeader.of(bytes, 0, bytes.length);
    }
}
