package io.trunkline.rating.referee;

import io.trunkline.protocol.hep.HepPacket;
import io.trunkline.protocol.pcap.CaptureReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** A flow that others recorded or wrote down: captures, and the messages of RFCs, a moment between two of them. */
record Recording(String name, List<Received> packets) {

    private static final Pattern TOP_VIA = Pattern.compile("(?mi)^(?:Via|v): *SIP/2.0/\\w+ ([^;\\s]+)");
    private static final Pattern CALL_ID = Pattern.compile("(?mi)^(?:Call-ID|i)[ \t]*:[ \t]*(\\S+)");
    private static final String OTHER_SIDE = "192.0.2.200:5060";
    private static final long BETWEEN_MICROS = 20_000;

    /** All recordings beneath the folder of shared test data that hold a call. */
    static List<Recording> all(Path data) throws IOException {
        try (Stream<Path> files = Files.walk(data)) {
            return files.filter(file -> file.toString().matches(".*\\.(yaml|pcap)"))
                    .sorted()
                    .map(file -> new Recording(
                            file.getFileName().toString(),
                            file.toString().endsWith(".pcap") ? captured(file) : written(file)))
                    .filter(Recording::holdsACall)
                    .toList();
        }
    }

    /** Some RFCs show only the headers of which they speak: no message without a Via is one. */
    private boolean holdsACall() {
        List<String> texts = packets.stream().map(Received::sip).toList();
        return texts.stream().anyMatch(text -> text.startsWith("INVITE "))
                && texts.stream().allMatch(text -> TOP_VIA.matcher(text).find());
    }

    private static List<Received> captured(Path file) {
        var packets = new ArrayList<Received>();
        try (CaptureReader reader = CaptureReader.open(file)) {
            HepPacket packet = HepPacket.empty();
            long first = -1;
            while (reader.next(packet)) {
                first = first < 0 ? packet.capturedAtMicros() : first;
                var sip = new String(
                        packet.array(), packet.payloadOffset(), packet.payloadLength(), StandardCharsets.ISO_8859_1);
                long at = packet.capturedAtMicros() - first;
                packets.add(new Received(sip, packet.source(), packet.target(), at, at, "edge", false));
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return packets;
    }

    private static List<Received> written(Path file) {
        var messages = new ArrayList<String>();
        StringBuilder message = null;
        try {
            for (String line : Files.readAllLines(file, StandardCharsets.ISO_8859_1)) {
                if (line.startsWith("- |")) {
                    message = new StringBuilder();
                    messages.add("");
                } else if (message != null) {
                    message.append(line.startsWith("  ") ? line.substring(2) : line)
                            .append("\r\n");
                    messages.set(messages.size() - 1, message.toString());
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        Map<String, Integer> hosts = new HashMap<>();
        var packets = new ArrayList<Received>();
        for (String sip : messages) {
            packets.add(received(sip, packets.size() * BETWEEN_MICROS, hosts));
        }
        return packets;
    }

    /** Who sent a request stands in its top Via, and there a response goes. */
    private static Received received(String sip, long at, Map<String, Integer> hosts) {
        Matcher via = TOP_VIA.matcher(sip);
        int host = via.find() ? hosts.computeIfAbsent(via.group(1), name -> hosts.size() + 1) : 0;
        String sender = "192.0.2." + host + ":5060";
        boolean response = sip.startsWith("SIP/2.0");
        return new Received(sip, response ? OTHER_SIDE : sender, response ? sender : OTHER_SIDE, at, at, "edge", false);
    }

    /**
     * Its flows: the packets of one Call-ID each, which is all by which one call can bear on another.
     * {@link RecordedFlowsTest} holds that what is made of them alone is what is made of them among the others.
     */
    List<Recording> flows() {
        var byCallId = new LinkedHashMap<String, List<Received>>();
        for (Received packet : packets) {
            Matcher callId = CALL_ID.matcher(packet.sip());
            byCallId.computeIfAbsent(callId.find() ? callId.group(1) : "", id -> new ArrayList<>())
                    .add(packet);
        }
        return byCallId.entrySet().stream()
                .map(flow -> new Recording(name + ", Call-ID " + flow.getKey(), flow.getValue()))
                .toList();
    }

    /** Without one packet. */
    List<Received> without(int index) {
        var left = new ArrayList<>(packets);
        left.remove(index);
        return left;
    }

    /** With one packet twice. */
    List<Received> doubling(int index) {
        var doubled = new ArrayList<>(packets);
        doubled.add(index, packets.get(index));
        return doubled;
    }

    /**
     * With one packet received at another place: after some that passed later, or before some that passed earlier, which
     * then are late. The times of capture stay, and nothing is received before it passed.
     */
    List<Received> moving(int index, int place) {
        var moved = new ArrayList<>(packets);
        moved.add(place, moved.remove(index));
        long last = Long.MIN_VALUE;
        for (int i = 0; i < moved.size(); i++) {
            last = Math.max(last, moved.get(i).receivedAtMicros());
            moved.set(i, moved.get(i).at(last));
        }
        return moved;
    }
}
