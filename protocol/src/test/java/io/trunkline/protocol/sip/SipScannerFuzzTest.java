package io.trunkline.protocol.sip;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.code_intelligence.jazzer.junit.FuzzTest;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** Fuzz target; an ordinary build only goes through the seeds in the resources. {@code JAZZER_FUZZ=1} fuzzes it. */
class SipScannerFuzzTest {

    private static final List<String> EXTRA_HEADERS = List.of("X-CID");
    private static final int BEFORE = 13;
    private static final int BEHIND = 70;

    private final SipScanner scanner = new SipScanner(EXTRA_HEADERS);

    /** Used again and again, so that what a message leaves behind would show in the next. */
    private final SipMessage message = new SipMessage();

    @FuzzTest(maxDuration = "10m")
    void scans(byte[] bytes) {
        boolean sip = scanner.scan(bytes, 0, bytes.length, message);
        assertRangesAreInside(sip, bytes.length);
        List<Object> reading = reading(sip, 0, message);
        assertReadsTheSameInAFreshMessage(reading, bytes);
        assertReadsTheSameElsewhere(reading, bytes);
        assertReadsTheSameOutsideTheHeap(reading, bytes);
    }

    private void assertRangesAreInside(boolean sip, int length) {
        for (SipField field : SipField.values()) {
            if (message.has(field)) {
                assertTrue(sip, field::name);
                assertTrue(message.start(field) >= 0, field::name);
                assertTrue(message.length(field) >= 0, field::name);
                assertTrue(message.start(field) + message.length(field) <= length, field::name);
                String text = message.text(field);
                E164.digits(text);
                Aor.of(text);
            }
        }
    }

    private static void assertReadsTheSameInAFreshMessage(List<Object> expected, byte[] bytes) {
        var fresh = new SipMessage();
        boolean sip = new SipScanner(EXTRA_HEADERS).scan(bytes, 0, bytes.length, fresh);
        assertEquals(expected, reading(sip, 0, fresh));
    }

    /** Among bytes that would end or go on with a header, if they were looked at. */
    private void assertReadsTheSameElsewhere(List<Object> expected, byte[] bytes) {
        for (byte around : new byte[] {'\n', ' ', 'a', ':'}) {
            byte[] larger = new byte[BEFORE + bytes.length + BEHIND];
            Arrays.fill(larger, around);
            System.arraycopy(bytes, 0, larger, BEFORE, bytes.length);
            boolean sip = scanner.scan(larger, BEFORE, bytes.length, message);
            assertEquals(expected, reading(sip, BEFORE, message));
        }
    }

    private void assertReadsTheSameOutsideTheHeap(List<Object> expected, byte[] bytes) {
        ByteBuffer direct = ByteBuffer.allocateDirect(bytes.length).put(bytes).flip();
        assertEquals(expected, reading(scanner.scan(direct, message), 0, message));
    }

    /** All that a message says, with its ranges counted from its own first byte. */
    private static List<Object> reading(boolean sip, int offset, SipMessage message) {
        List<Object> reading = new ArrayList<>(List.of(sip, message.flags(), message.isRequest(), message.method()));
        reading.addAll(List.of(message.status(), message.cseq(), message.expires(), message.sessionExpires()));
        reading.addAll(List.of(message.maxForwards(), message.contentLength(), message.q850Cause()));
        reading.addAll(List.of(message.hasRoute(), message.hasRecordRoute(), message.contactIsStar(), message.media()));
        for (SipField field : SipField.values()) {
            reading.add(message.has(field) ? message.start(field) - offset : "absent");
            reading.add(message.length(field));
            reading.add(String.valueOf(message.text(field)));
        }
        for (int i = 0; i < message.contacts(); i++) {
            reading.add(message.contactUri(i));
            reading.add(message.contactExpires(i));
        }
        for (int i = 0; i < message.media(); i++) {
            reading.add(message.mediaLine(i));
            reading.add(String.valueOf(message.mediaConnection(i)));
        }
        reading.add(String.valueOf(message.extra(0)));
        return reading;
    }
}
