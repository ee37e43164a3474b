package io.trunkline.collector;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.net.InetAddress;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class NetworkTest {

    @ParameterizedTest
    @CsvSource({
        "10.0.0.0/8, 10.255.255.255, true",
        "10.0.0.0/8, 11.0.0.0, false",
        "192.0.2.128/25, 192.0.2.128, true",
        "192.0.2.128/25, 192.0.2.127, false",
        "192.0.2.7, 192.0.2.7, true",
        "192.0.2.7, 192.0.2.6, false",
        "0.0.0.0/0, 203.0.113.9, true",
        "0.0.0.0/0, 2001:db8::1, false",
        "2001:db8::/33, 2001:db8:7fff::1, true",
        "2001:db8::/33, 2001:db8:8000::1, false",
        "::1, ::1, true",
        "::/0, 127.0.0.1, false",
    })
    void shouldHoldTheAddressesWhoseLeadingBitsAgree(String network, String address, boolean inside) {
        assertEquals(
                inside,
                Network.parse(network).contains(InetAddress.ofLiteral(address).getAddress()));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "example.org", "10.0.0.0/33", "10.0.0.0/-1", "10.0.0.0/x", "2001:db8::/129", "10.0.0"})
    void shouldSayWhatIsWrongWithWhatIsNoNetwork(String text) {
        var problem = assertThrows(IllegalArgumentException.class, () -> Network.parse(text));
        assertTrue(problem.getMessage().contains("not"), problem.getMessage());
    }

    @Test
    void shouldPrintAsItIsWritten() {
        assertEquals("10.0.0.0/8", Network.parse("10.0.0.0/8").toString());
    }
}
