package io.trunkline.protocol.sip;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class NumbersAndAddressesTest {

    @ParameterizedTest
    @CsvSource({
        "+4930123456, 4930123456",
        "4930123456, 4930123456",
        "004930123456, 004930123456",
        "%2B4930123456, 4930123456",
        "+49-30.123(456), 4930123456",
        "+1%20212%20555, 1212555",
        "'+358-555-1234567;postd=pp22', 3585551234567",
        "7042;phone-context=example.com, 7042",
    })
    void shouldGiveTheDigitsOfANumber(String user, String digits) {
        assertEquals(digits, E164.digits(user));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "+",
                "alice",
                "123a",
                "1+2",
                "++1",
                "+123456789012345678901234567890123",
                "*43",
                "%41",
                "%2",
                "%",
                ";ext=1",
                "()",
                "123456789012345678901234567890123"
            })
    void shouldSayWhatIsNoNumber(String user) {
        assertNull(E164.digits(user));
    }

    @ParameterizedTest
    @CsvSource({
        "+49-30-1234, 49301234",
        "0049301234, 49301234",
        "+49301234;phone-context=example.net, 49301234",
        "1001, 1001",
        "112, 112",
        "000, 000",
        "alice, alice",
    })
    void shouldGiveTheNumberThatIsMeantOrTheUserAsItIs(String user, String number) {
        assertEquals(number, E164.numberOrUser(user));
    }

    @ParameterizedTest
    @CsvSource({
        "sip:Alice@Example.COM, Alice@example.com",
        "sips:alice:secret@example.com:5061;transport=tcp?a=b, alice@example.com",
        "SIP:%61lice@example.com, alice@example.com",
        "sip:a%40b@example.com, a@b@example.com",
        "sip:100%@example.com, 100%@example.com",
        "sip:[2001:DB8::1]:5060, [2001:db8::1]",
        "sip:example.com, example.com",
        "tel:+4930123;ext=1, +4930123",
    })
    void shouldGiveTheAddressOfRecord(String uri, String aor) {
        assertEquals(aor, Aor.of(uri));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "sip:", "alice@example.com", "mailto:alice@example.com", "sip:@example.com", "tel:"})
    void shouldSayWhatIsNoAddressOfRecord(String uri) {
        assertNull(Aor.of(uri));
    }

    @Test
    void shouldGiveNothingForNothing() {
        assertNull(E164.digits(null));
        assertNull(E164.numberOrUser(null));
        assertNull(Aor.of(null));
    }
}
