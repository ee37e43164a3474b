package io.trunkline.rating.referee;

import io.trunkline.rating.referee.Disturbance.Captured;
import java.util.List;

/** A flow as a person reads it: a line a packet, in the order of receipt, and what is said of it. */
final class Ladder {

    private Ladder() {}

    static String of(Flow flow, List<Captured> capture, List<Ruling> rulings, List<String> differences) {
        var text = new StringBuilder("\n");
        differences.forEach(
                difference -> text.append("DIFFERENCE: ").append(difference).append('\n'));
        text.append(flow.plan()).append('\n');
        for (Captured each : capture) {
            text.append(line(each)).append('\n');
        }
        var seen = capture.stream().map(Captured::packet).toList();
        flow.packets().stream()
                .filter(packet -> !seen.contains(packet))
                .forEach(packet ->
                        text.append("    not seen: %.3f %s%n".formatted(seconds(packet.atMicros()), what(packet))));
        text.append("truth:\n");
        flow.truth().calls().forEach(call -> text.append("    ").append(call).append('\n'));
        text.append("the tracker says:\n");
        rulings.forEach(ruling -> text.append("    ").append(ruling).append('\n'));
        return text.toString();
    }

    private static String line(Captured each) {
        double received = seconds(each.receivedAtMicros());
        double captured = seconds(each.capturedAtMicros());
        String clock = Math.abs(received - captured) < 0.01 ? "" : " (says %.3f)".formatted(captured);
        return "%9.3f%s %s".formatted(received, clock, what(each.packet()));
    }

    private static String what(Packet packet) {
        return "%-17s ─▶ %-17s [%d %s] %s"
                .formatted(
                        name(packet.source()),
                        name(packet.target()),
                        packet.mark().call(),
                        packet.mark().role(),
                        packet.sip().summary());
    }

    private static String name(String address) {
        return switch (address) {
            case Wire.PLATFORM -> "platform";
            case Cast.SERVER -> "server";
            case Cast.ALICE -> "Alice";
            case Cast.DORA -> "Dora";
            default -> address.replace(":5060", "");
        };
    }

    private static double seconds(long micros) {
        return micros / 1e6;
    }
}
