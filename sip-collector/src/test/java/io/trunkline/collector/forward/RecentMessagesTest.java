package io.trunkline.collector.forward;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.trunkline.collector.Packets;
import io.trunkline.protocol.hep.HepPacket;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class RecentMessagesTest {

    private static final long NOW = Instant.parse("2026-03-01T10:30:00Z").getEpochSecond() * 1_000_000;
    private static final long T1 = 500_000;
    private static final String INVITE = Packets.inviteText("a");

    private final RecentMessages recent = new RecentMessages();

    private boolean seen(HepPacket packet, String agent, long capturedAfter, long receivedAfter) {
        return recent.seen(packet.capturedAtMicros(NOW + capturedAfter), agent, NOW + receivedAfter);
    }

    @Test
    void shouldKnowAMessageThatAnAgentSendsTwice() {
        assertFalse(seen(Packets.sip(INVITE), "one", 0, 900));
        assertTrue(seen(Packets.sip(INVITE), "one", 0, 1_000));
        assertTrue(seen(Packets.sip(INVITE), "one", 0, 1_100));
        assertFalse(seen(Packets.sip(Packets.inviteText("b")), "one", 0, 1_200));
    }

    @Test
    void shouldNotTakeTheRetransmissionsOfSipForDuplicates() {
        assertFalse(seen(Packets.sip(INVITE), "one", 0, 100));
        assertFalse(seen(Packets.sip(INVITE), "one", T1, T1 + 100));
        assertFalse(seen(Packets.sip(INVITE), "one", 3 * T1, 3 * T1 + 100));
        assertTrue(seen(Packets.sip(INVITE), "one", 3 * T1 + 100, 3 * T1 + 200));
    }

    @Test
    void shouldNotTakeRetransmissionsForDuplicatesThatAnAgentHandsOverTogether() {
        assertFalse(seen(Packets.sip(INVITE), "one", 0, 5 * T1));
        assertFalse(seen(Packets.sip(INVITE), "one", T1, 5 * T1 + 10));
    }

    @Test
    void shouldNotTakeRetransmissionsForDuplicatesOfAClockThatCountsWholeSeconds() {
        assertFalse(seen(Packets.sip(INVITE), "one", 0, 100));
        assertFalse(seen(Packets.sip(INVITE), "one", 0, T1 + 100));
    }

    @Test
    void shouldKnowAMessageFromTwoCapturePointsWhoseClocksDiffer() {
        assertFalse(seen(Packets.sip(INVITE), "one", 0, 100));
        assertTrue(seen(Packets.sip(INVITE), "other", 30_000_000, 2_000));
        assertFalse(seen(Packets.sip(INVITE), "other", 30_000_000 + T1, T1 + 2_000));
        assertTrue(seen(Packets.sip(INVITE), "one", T1, T1 + 3_000));
    }

    @Test
    void shouldTellTheHopsOfOneMessageApart() {
        byte[] a = {10, 0, 0, 1};
        byte[] b = {10, 0, 0, 2};
        byte[] mapped = {0, 0, 0, 0, 0, 0, 0, 0, 0, 0, -1, -1, 10, 0, 0, 1};
        assertFalse(seen(Packets.sip(INVITE).source(a, 5060).target(b, 5060), "one", 0, 0));
        assertFalse(seen(Packets.sip(INVITE).source(b, 5060).target(a, 5060), "one", 0, 0));
        assertFalse(seen(Packets.sip(INVITE).source(a, 5061).target(b, 5060), "one", 0, 0));
        assertFalse(seen(Packets.sip(INVITE).source(a, 5060).target(b, 5061), "one", 0, 0));
        assertFalse(seen(Packets.sip(INVITE).source(mapped, 5060).target(b, 5060), "one", 0, 0));
        assertFalse(seen(Packets.sip(INVITE).source(a, 5060).target(b, 5060).ipProtocol(HepPacket.TCP), "one", 0, 0));
        assertTrue(seen(Packets.sip(INVITE).source(a, 5060).target(b, 5060), "one", 0, 0));
    }

    @Test
    void shouldForgetNothingInAWindowOfOrdinaryLoad() {
        int messages = 2_000;
        for (int i = 0; i < messages; i++) {
            assertFalse(seen(Packets.sip("INVITE " + i), "one", i, i));
        }
        int known = 0;
        for (int i = 0; i < messages; i++) {
            known += seen(Packets.sip("INVITE " + i), "one", i + messages, i + messages) ? 1 : 0;
        }
        assertEquals(messages, known);
    }
}
