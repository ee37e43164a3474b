package io.trunkline.protocol.pcap;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Captures that others published. The counts were taken with tcpdump and by putting the streams together by hand. */
class PublishedCapturesTest {

    @ParameterizedTest
    @CsvSource({
        "cancel.pcap, 7, 7",
        "simple_invite_scenario.pcap, 7, 7",
        "sipp.pcap, 30, 30",
        "sip_ipv6_udp.pcap, 6, 6",
        "fragmented_udp_sip.pcap, 6, 5",
        "fragmented_tcp_sip.pcap, 19, 6",
        "sip_ipv4_tcp.pcap, 84, 7",
        "sip_ipv4_tcp_fragmented.pcap, 1542, 406",
        "ipv6_frag.pcap, 5, 0"
    })
    void shouldFindEveryMessage(String file, int frames, int messages) throws IOException {
        var seen = read(file);
        assertEquals(messages, seen.messages().size());
        assertEquals(messages, seen.statistics().messages());
        assertEquals(frames, seen.statistics().frames());
    }

    @Test
    void shouldCountADatagramOfWhichAFragmentIsMissing() throws IOException {
        var seen = read("fragmented_udp_sip.pcap");
        assertEquals(Map.of(Skipped.INCOMPLETE_FRAGMENTS, 1L), seen.statistics().skipped());
    }

    @Test
    void shouldPutIpv6FragmentsTogetherAndCountWhatIsNotSip() throws IOException {
        assertEquals(
                Map.of(Skipped.NOT_SIP, 1L), read("ipv6_frag.pcap").statistics().skipped());
    }

    @Test
    void shouldLeaveNothingOfWellFormedStreamsOver() throws IOException {
        assertEquals(Map.of(), read("sip_ipv4_tcp_fragmented.pcap").statistics().skipped());
    }

    @Test
    void shouldJoinAMessageOfThreeSegments() throws IOException {
        var seen = read("fragmented_tcp_sip.pcap");
        assertEquals(5155, seen.messages().getFirst().text().length());
        assertEquals(
                List.of(
                        "INVITE sip:service@10.108.158.224:5060 SIP/2.0",
                        "SIP/2.0 180 Ringing",
                        "SIP/2.0 200 OK",
                        "ACK sip:service@10.108.158.224:5060 SIP/2.0",
                        "BYE sip:service@10.108.158.224:5060 SIP/2.0",
                        "SIP/2.0 200 OK"),
                seen.messages().stream().map(Seen::summary).toList());
        assertEquals("10.192.243.79:41190", seen.messages().getFirst().source());
        assertEquals("10.108.158.224:5060", seen.messages().getFirst().target());
        assertEquals("tcp", seen.messages().getFirst().transport());
    }

    @Test
    void shouldGiveTimesAndAddresses() throws IOException {
        var first = read("sip_ipv6_udp.pcap").messages().getFirst();
        assertEquals("[fe80::21a:a0ff:fe07:32e0]:5060", first.source());
        assertEquals("[fec0::216:d3ff:fe0d:22c]:5060", first.target());
        assertEquals("udp", first.transport());
        var cancel = read("cancel.pcap").messages();
        // 22:25:09.703901 to 22:25:13.815200.
        assertEquals(4_111_299, cancel.getLast().atMicros() - cancel.getFirst().atMicros());
    }

    private static Seen.All read(String name) throws IOException {
        var file = Path.of(System.getProperty("trunkline.root"), "../shared/data/captures", name);
        assumeTrue(Files.exists(file), () -> "the published captures are not here: " + file);
        return Seen.in(Files.newInputStream(file));
    }
}
