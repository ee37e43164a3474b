package io.trunkline.protocol;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.net.InetAddress;
import java.util.Optional;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
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
        "0.0.0.0/0, ::1, false",
        "2001:db8::/33, 2001:db8:7fff::1, true",
        "2001:db8::/33, 2001:db8:8000::1, false",
        "2001:db8:0:1::/64, 2001:db8:0:1:ffff::, true",
        "2001:db8:0:1::/64, 2001:db8:0:2::, false",
        "::1, ::1, true",
        "::/0, 2001:db8::1, true",
        "::/0, 127.0.0.1, false",
        "::/80, 127.0.0.1, false",
        "::ffff:10.0.0.0/104, 10.1.2.3, true",
        "::ffff:0:0/96, 203.0.113.9, true",
        "::ffff:0:0/96, 2001:db8::1, false",
    })
    void shouldHoldTheAddressesOfItsFamilyWhoseLeadingBitsAgree(String network, String address, boolean inside) {
        assertEquals(
                inside,
                Network.of(network).contains(InetAddress.ofLiteral(address).getAddress()));
        assertEquals(inside, Network.of(network).contains(Network.of(address)));
    }

    @Test
    void shouldTakeAnAddressOf16BytesThatStandsForIpv4AsThatAddress() {
        byte[] mapped = {0, 0, 0, 0, 0, 0, 0, 0, 0, 0, -1, -1, 10, 1, 2, 3};
        assertTrue(Network.of("10.0.0.0/8").contains(mapped));
        assertFalse(Network.of("::/0").contains(mapped));
        assertEquals(Network.of("10.1.2.3"), Network.of(mapped));
        assertEquals(Network.of("10.1.2.3"), Network.of(new byte[] {10, 1, 2, 3}));
    }

    @Test
    void shouldHoldNothingThatIsNoAddress() {
        assertFalse(Network.of("0.0.0.0/0").contains(new byte[0]));
        assertFalse(Network.of("::/0").contains(new byte[6]));
        assertThrows(IllegalArgumentException.class, () -> Network.of(new byte[6]));
    }

    @Test
    void shouldHoldANetworkOnlyWhole() {
        assertTrue(Network.of("10.0.0.0/8").contains(Network.of("10.1.0.0/16")));
        assertTrue(Network.of("10.0.0.0/8").contains(Network.of("10.0.0.0/8")));
        assertFalse(Network.of("10.1.0.0/16").contains(Network.of("10.0.0.0/8")));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "/",
                "/24",
                "1",
                "example.net",
                "localhost",
                "192.0.2",
                "192.0.2.256",
                "192.0.2.07",
                "10.1/16",
                "192.0.2.0/33",
                "192.0.2.0/-1",
                "192.0.2.0/+8",
                "192.0.2.0/",
                "192.0.2.0/x",
                "192.0.2.0/1234",
                "192.0.2.0/24/24",
                " 192.0.2.7",
                "2001:db8::/129",
                "::ffff:10.0.0.0/95",
                "[::1]",
                "fe80::1%eth0",
                "fe80::1%1",
                "192.0.2.1/24",
                "2001:db8::1/32",
                "::ffff:10.0.0.1/104"
            })
    void shouldShowTheTextThatIsNoNetworkAndLookNothingUp(String text) {
        var problem = assertThrows(IllegalArgumentException.class, () -> Network.of(text));
        assertTrue(problem.getMessage().contains(text), problem.getMessage());
        assertEquals(Optional.empty(), Network.parse(text));
    }

    @Test
    void shouldSayWhatToWriteWhereBitsAreSetBehindThePrefix() {
        var problem = assertThrows(IllegalArgumentException.class, () -> Network.of("192.0.2.7/24"));
        assertEquals(
                "bits are set behind the prefix in 192.0.2.7/24: the network is 192.0.2.0/24, the one address 192.0.2.7",
                problem.getMessage());
    }

    @Test
    void shouldTakeTwoTextsForTheSameNetworkAsOne() {
        assertEquals(Network.of("192.0.2.7"), Network.of("192.0.2.7/32"));
        assertEquals(Network.of("2001:db8::"), Network.of("2001:DB8:0::0/128"));
        assertEquals(Network.of("192.0.2.0/24"), Network.of("::ffff:192.0.2.0/120"));
    }

    @Test
    void shouldPrintWhatIsReadBackAsItself() {
        for (String text : new String[] {"10.0.0.0/8", "0.0.0.0/0", "192.0.2.7/32"}) {
            assertEquals(text, Network.of(text).toString());
        }
        for (String text : new String[] {"::/0", "::1", "2001:db8::/32", "::ffff:0:0/96"}) {
            assertEquals(Network.of(text), Network.of(Network.of(text).toString()));
        }
    }

    @Property
    void everyAddressLiesInEachNetworkOfItsFamilyThatIsCutFromIt(
            @ForAll @Size(16) byte[] address, @ForAll @IntRange(max = 128) int bits) {
        Network alone = Network.of(address);
        Network network = alone.masked(bits);
        assertTrue(network.contains(address));
        assertEquals(network, Network.of(network.toString()));
    }

    @Property
    void anotherBitWithinThePrefixIsAnotherNetwork(
            @ForAll @Size(4) byte[] address, @ForAll @IntRange(min = 1, max = 32) int length) {
        byte[] other = address.clone();
        other[(length - 1) / Byte.SIZE] ^= (byte) (0x80 >>> (length - 1) % Byte.SIZE);
        Network network = Network.of(address).masked(96 + length);
        assertTrue(network.contains(address));
        assertFalse(network.contains(other));
    }
}
