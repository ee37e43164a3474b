package io.trunkline.protocol.sip;

import static org.junit.jupiter.api.Assertions.assertTrue;

import com.code_intelligence.jazzer.junit.FuzzTest;
import java.util.List;

/** Fuzz target; an ordinary build only goes through the seeds in the resources. {@code JAZZER_FUZZ=1} fuzzes it. */
class SipScannerFuzzTest {

    private final SipScanner scanner = new SipScanner(List.of("X-CID"));
    private final SipMessage message = new SipMessage();

    @FuzzTest(maxDuration = "2m")
    void scans(byte[] bytes) {
        boolean sip = scanner.scan(bytes, 0, bytes.length, message);
        for (SipField field : SipField.values()) {
            if (message.has(field)) {
                assertTrue(sip, field::name);
                assertTrue(message.start(field) >= 0, field::name);
                assertTrue(message.length(field) >= 0, field::name);
                assertTrue(message.start(field) + message.length(field) <= bytes.length, field::name);
                String text = message.text(field);
                E164.digits(text);
                Aor.of(text);
            }
        }
        for (int i = 0; i < message.contacts(); i++) {
            assertTrue(message.contactUri(i).length() <= bytes.length);
        }
        message.extra(0);
    }
}
