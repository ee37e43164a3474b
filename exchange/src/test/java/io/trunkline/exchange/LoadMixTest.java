package io.trunkline.exchange;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.trunkline.protocol.hep.HepDecoder;
import io.trunkline.protocol.hep.HepPacket;
import io.trunkline.protocol.sip.SipField;
import io.trunkline.protocol.sip.SipMessage;
import io.trunkline.protocol.sip.SipScanner;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.HashSet;
import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

class LoadMixTest {

    private static final long NOW = 1_790_000_000_123_456L;

    private final LoadMix mix = new LoadMix(7, "run", List.of("one", "two", "three"), 4_000);
    private final HepPacket packet = HepPacket.empty();
    private final SipMessage sip = new SipMessage();

    @Test
    void shouldWriteTheSameForTheSameSeedAndOtherCallsForAnother() {
        var again = new LoadMix(7, "run", List.of("one", "two", "three"), 4_000);
        var other = new LoadMix(8, "run", List.of("one", "two", "three"), 4_000);
        for (int i = 0; i < mix.calls().size(); i++) {
            assertArrayEquals(
                    bytes(mix.calls().get(i).packets().getFirst(), "000001"),
                    bytes(again.calls().get(i).packets().getFirst(), "000001"));
        }
        assertNotEquals(endings(mix), endings(other));
    }

    @Test
    void shouldNameTheCallByTheKeyInEachOfItsMessages() {
        for (var call : mix.calls()) {
            var callIds = new HashSet<String>();
            for (var message : call.packets()) {
                read(message, "k3y000");
                callIds.add(sip.text(SipField.CALL_ID));
            }
            assertEquals(1, callIds.size(), callIds::toString);
            assertTrue(callIds.iterator().next().startsWith("k3y000-run@"), callIds::toString);
        }
    }

    @Test
    void shouldBearOtherTagsUnderAnotherKeyAndNeverTheSameOnBothSides() {
        for (var call : mix.calls()) {
            var message = call.packets().getLast();
            read(message, "aaaaaa");
            String from = sip.text(SipField.FROM_TAG);
            String to = sip.text(SipField.TO_TAG);
            read(message, "bbbbbb");
            assertNotEquals(from, sip.text(SipField.FROM_TAG));
            assertNotEquals(to, sip.text(SipField.TO_TAG));
            assertNotEquals(from, to);
        }
    }

    @Test
    void shouldBearTheTimeThatItIsGiven() {
        read(mix.calls().getFirst().packets().getFirst(), "aaaaaa");
        assertEquals(NOW, packet.capturedAtMicros());
    }

    @Test
    void shouldPlayEveryOutcomeAndEveryAccount() {
        assertEquals(
                List.of("answered", "busy", "cancelled", "failed", "no-answer", "rejected"),
                mix.calls().stream()
                        .map(CallTemplate::outcome)
                        .distinct()
                        .sorted()
                        .toList());
        var accounts = mix.calls().stream().collect(Collectors.groupingBy(CallTemplate::accountId));
        assertEquals(
                List.of("one", "three", "two"),
                accounts.keySet().stream().sorted().toList());
    }

    @Test
    void shouldTalkForATimeOfWhichTheWholeSecondsAreBeyondDoubt() {
        for (var call : mix.calls()) {
            long rest = call.talkMillis() % 1_000;
            assertTrue(!call.answered() || (rest >= 200 && rest < 800), () -> call.talkMillis() + " ms");
        }
    }

    @Test
    void shouldCountTheRequestsOfATelephone() {
        var telephone = mix.registrations().getFirst();
        read(telephone.challenged().getLast(), "100000");
        assertEquals(401, sip.status());
        assertEquals(100_000, sip.cseq());
        read(telephone.refreshed().getLast(), "100007");
        assertEquals(200, sip.status());
        assertEquals(100_007, sip.cseq());
    }

    private static List<Long> endings(LoadMix mix) {
        return mix.calls().stream().map(CallTemplate::endedMillis).toList();
    }

    private void read(PacketTemplate template, String key) {
        byte[] bytes = bytes(template, key);
        assertTrue(new HepDecoder().decode(bytes, 0, bytes.length, packet).usable());
        assertTrue(new SipScanner().scan(packet.array(), packet.payloadOffset(), packet.payloadLength(), sip));
        assertTrue(sip.flags().isEmpty(), () -> sip.flags().toString());
    }

    private static byte[] bytes(PacketTemplate template, String key) {
        var buffer = ByteBuffer.allocate(template.length());
        template.write(buffer, NOW, key.getBytes(StandardCharsets.US_ASCII));
        return buffer.array();
    }
}
