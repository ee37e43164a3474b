package io.trunkline.protocol.pcap;

import io.trunkline.protocol.hep.HepPacket;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/** What a reader gave, in a form that tests can compare. */
record Seen(long atMicros, String transport, String source, String target, String text) {

    /** Everything in a capture, with its statistics. */
    record All(List<Seen> messages, CaptureStatistics statistics) {

        List<String> texts() {
            return messages.stream().map(Seen::text).toList();
        }
    }

    static Seen of(HepPacket packet) {
        return new Seen(
                packet.capturedAtMicros(),
                packet.transport(),
                packet.source(),
                packet.target(),
                new String(
                        packet.array(), packet.payloadOffset(), packet.payloadLength(), StandardCharsets.ISO_8859_1));
    }

    static All in(byte[] file) {
        try {
            return in(new ByteArrayInputStream(file));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static All in(InputStream file) throws IOException {
        try (var reader = CaptureReader.of(file)) {
            var messages = new ArrayList<Seen>();
            var packet = HepPacket.empty();
            while (reader.next(packet)) {
                messages.add(of(packet));
            }
            return new All(messages, reader.statistics());
        }
    }

    /** The first line. */
    String summary() {
        return text.lines().findFirst().orElse("");
    }
}
