package io.trunkline.live.view;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class NetworkTest {

    @ParameterizedTest
    @ValueSource(strings = {"192.0.2.7", "192.0.2.0/24", "0.0.0.0/0", "2001:db8::1", "2001:db8::/32", "::/0"})
    void shouldReadAddressesAndNetworks(String text) {
        assertTrue(Network.parse(text).isPresent());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "/",
                "example.net",
                "192.0.2",
                "192.0.2.256",
                "192.0.2.1/24",
                "192.0.2.0/33",
                "192.0.2.0/-1",
                "192.0.2.0/",
                "192.0.2.0/24/24",
                "fe80::1%eth0",
                "2001:db8::1/32",
                "1",
                "localhost"
            })
    void shouldRefuseWhatIsNeitherAndLookNothingUp(String text) {
        assertEquals(Optional.empty(), Network.parse(text));
    }

    @Test
    void shouldTakeTwoTextsForTheSameNetworkAsOne() {
        assertEquals(Network.parse("192.0.2.7"), Network.parse("192.0.2.7/32"));
        assertEquals(Network.parse("2001:db8::"), Network.parse("2001:DB8:0::0/128"));
    }
}
