package io.trunkline.live.resource;

import static io.trunkline.live.access.UserRole.NOC;
import static io.trunkline.live.access.UserRole.SUPPORT;

import com.fasterxml.jackson.annotation.JsonProperty;
import io.trunkline.live.http.Answer;
import io.trunkline.live.http.ApiError;
import io.trunkline.live.http.ApiRequest;
import io.trunkline.live.http.Parameters;
import io.trunkline.live.http.Route;
import io.trunkline.live.media.MediaQuality;
import io.trunkline.live.media.StreamQuality;
import io.trunkline.live.scenario.Scenario;
import io.trunkline.protocol.Json;
import io.trunkline.protocol.pcap.PcapWriter;
import io.trunkline.protocol.sip.Redaction;
import io.trunkline.storage.Store;
import io.trunkline.storage.message.Leg;
import io.trunkline.storage.message.TraceMessage;
import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** The messages of a call: {@code /cdrs/{callId}/trace}, also of one that is still up. */
final class TraceResource {

    private static final String PCAP = "application/vnd.tcpdump.pcap";
    private static final String TEXT = "text/plain";
    private static final String SCENARIO = "application/xml";

    private static final Map<String, Set<Leg>> LEGS = new TreeMap<>(Map.of(
            "source", EnumSet.of(Leg.SOURCE),
            "destination", EnumSet.of(Leg.DESTINATION),
            "both", EnumSet.allOf(Leg.class)));

    private static final Map<String, Boolean> YES_OR_NO = new TreeMap<>(Map.of("true", true, "false", false));

    /** A leg as the API names it. */
    private enum LegName {
        @JsonProperty("source")
        SOURCE,
        @JsonProperty("destination")
        DESTINATION;

        static LegName of(Leg leg) {
            return switch (leg) {
                case SOURCE -> SOURCE;
                case DESTINATION -> DESTINATION;
            };
        }
    }

    private record Message(
            Instant at,
            LegName leg,
            String source,
            String target,
            String transport,
            String agent,
            String summary,
            String raw,
            List<String> flags) {

        static Message of(TraceMessage message) {
            return new Message(
                    message.at(),
                    LegName.of(message.leg()),
                    message.source(),
                    message.target(),
                    message.transport(),
                    message.agent(),
                    message.summary(),
                    new String(message.raw(), StandardCharsets.UTF_8),
                    message.flags());
        }
    }

    /** How media arrived is of the whole call, whatever leg of it is asked for. */
    private record Trace(List<Message> items, List<StreamQuality> quality) {}

    private final Store store;

    TraceResource(Store store) {
        this.store = store;
    }

    List<Route> routes() {
        return List.of(Route.get("/api/v1/cdrs/{callId}/trace", Route.allow(NOC, SUPPORT), this::trace)
                .parameters("leg", "redact")
                .giving(Route.JSON, PCAP, TEXT, SCENARIO));
    }

    private Answer trace(ApiRequest request) {
        String callId = request.variable("callId");
        Set<Leg> legs = Parameters.oneOf(request, "leg", LEGS).orElse(LEGS.get("both"));
        List<TraceMessage> all = Stored.ask(request, () -> store.trace(request.scope(), callId));
        if (all.isEmpty()) {
            throw ApiError.notFound("no message with the Call-ID " + callId + " is kept");
        }
        boolean redact = Parameters.oneOf(request, "redact", YES_OR_NO).orElse(false);
        List<TraceMessage> messages = all.stream()
                .filter(message -> legs.contains(message.leg()))
                .map(message -> redact ? redacted(message) : message)
                .toList();
        return switch (request.accepted()) {
            case PCAP -> attached(Answer.whole(200, PCAP, pcap(messages)), "pcap");
            case TEXT -> attached(Answer.whole(200, TEXT + "; charset=utf-8", text(messages)), "txt");
            case SCENARIO -> attached(Answer.whole(200, SCENARIO, scenario(messages)), "xml");
            default -> Answer.json(new Trace(messages.stream().map(Message::of).toList(), quality(request, all)));
        };
    }

    private List<StreamQuality> quality(ApiRequest request, List<TraceMessage> trace) {
        Set<String> callIds = trace.stream().map(TraceMessage::callId).collect(Collectors.toSet());
        return MediaQuality.of(trace, Stored.ask(request, () -> store.mediaReports(request.scope(), callIds)));
    }

    private static TraceMessage redacted(TraceMessage message) {
        byte[] summary = Redaction.of(message.summary().getBytes(StandardCharsets.UTF_8));
        return message.saying(new String(summary, StandardCharsets.UTF_8), Redaction.of(message.raw()));
    }

    private static Answer attached(Answer answer, String extension) {
        return answer.with("Content-Disposition", "attachment; filename=\"trace." + extension + "\"");
    }

    private static byte[] pcap(List<TraceMessage> messages) {
        return PcapWriter.write(messages.stream()
                .map(message -> new PcapWriter.Message(
                        ChronoUnit.MICROS.between(Instant.EPOCH, message.at()),
                        message.source(),
                        message.target(),
                        ByteBuffer.wrap(message.raw())))
                .toList());
    }

    /** Without credentials, whether they were to be taken out or not. */
    private static byte[] scenario(List<TraceMessage> messages) {
        return Scenario.of(messages)
                .orElseThrow(
                        () -> ApiError.notFound(
                                "no INVITE of this leg is kept, and a scenario begins with one: ask for the other leg or the text"))
                .getBytes(StandardCharsets.US_ASCII);
    }

    /** Each message as it was, below a line that says when and between whom it passed. */
    private static byte[] text(List<TraceMessage> messages) {
        var out = new ByteArrayOutputStream();
        for (TraceMessage message : messages) {
            String head = "--- " + Json.text(message.at()) + ' ' + message.source() + " -> " + message.target() + ' '
                    + message.transport() + "\r\n";
            out.writeBytes(head.getBytes(StandardCharsets.UTF_8));
            out.writeBytes(message.raw());
            out.writeBytes("\r\n".getBytes(StandardCharsets.UTF_8));
        }
        return out.toByteArray();
    }
}
