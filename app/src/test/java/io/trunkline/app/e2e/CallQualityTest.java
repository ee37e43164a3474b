package io.trunkline.app.e2e;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import io.trunkline.protocol.hep.HepEncoder;
import io.trunkline.protocol.hep.HepPacket;
import io.trunkline.testing.Until;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** RTCP as rtpengine sends it and the statistics of a telephone's BYE, from the socket to what the call page asks for. */
class CallQualityTest {

    private static final Duration PATIENCE = Duration.ofMinutes(2);
    private static final String CALL_ID = "quality@example.net";
    private static final byte[] CALLER = {10, 0, 0, 7};
    private static final byte[] CALLEE = {10, 0, 0, 8};
    private static final byte[] RELAY = {(byte) 192, 0, 2, 20};
    private static final long NTP_SECONDS = 3_973_060_245L;
    private static final long LSR = (NTP_SECONDS & 0xFFFF) << 16;

    private final Instant start = Instant.now().minusSeconds(60).truncatedTo(ChronoUnit.MICROS);

    @TempDir
    private Path directory;

    @Test
    void shouldShowHowMediaArrivedAndMoveNothingByIt() {
        try (var pipeline = new Pipeline(directory)) {
            ApiProbe metrics = pipeline.start();
            pipeline.send(List.of(
                    sip(0, CALLER, "INVITE sip:b@192.0.2.2 SIP/2.0", "1 INVITE", "", "", sdp("10.0.0.7", 4000)),
                    sip(1_000, RELAY, "SIP/2.0 200 OK", "1 INVITE", ";tag=b", "", sdp("10.0.0.8", 6000)),
                    sip(1_010, CALLER, "ACK sip:b@192.0.2.2 SIP/2.0", "1 ACK", ";tag=b", "", ""),
                    rtcp(5_000, CALLER, 4001, CALL_ID, """
                            { "sender_information":{"ntp_timestamp_sec":%d,"ntp_timestamp_usec":0,"octets":80000,\
                            "rtp_timestamp":640000, "packets":500},"ssrc":1,"type":200,"report_count":0,"report_blocks":[],\
                            "sdes_report_count":1,"sdes_information": [ {"sdes_chunk_ssrc":1,"type":1,"text":"a@10.0.0.7"} ] }\
                            """.formatted(NTP_SECONDS)),
                    rtcp(5_540, CALLEE, 6001, CALL_ID, """
                            { "ssrc":2,"type":201,"report_count":1,"report_blocks":[{"source_ssrc":1,"highest_seq_no":65500,\
                            "fraction_lost":64,"ia_jitter":80,"packets_lost":12,"lsr":%d,"dlsr":32768}] }""".formatted(LSR)),
                    rtcp(5_600, CALLEE, 6001, CALL_ID, "not JSON"),
                    rtcp(5_700, CALLEE, 6001, null, "{\"ssrc\":3,\"type\":201}"),
                    sip(
                            9_010,
                            CALLER,
                            "BYE sip:b@192.0.2.2 SIP/2.0",
                            "2 BYE",
                            ";tag=b",
                            "X-RTP-Stat: PS=400;OS=64000;PR=396;OR=63360;PL=4;JI=2;EN=PCMA;DE=PCMA\r\n",
                            ""),
                    sip(9_020, RELAY, "SIP/2.0 200 OK", "2 BYE", ";tag=b", "", "")));
            try (var api = new Api(pipeline.url(), pipeline.adminToken())) {
                JsonNode quality = quality(api);
                JsonNode rtcp = quality.get(0);
                assertEquals("rtcp", rtcp.path("by").asText());
                assertEquals("callee", rtcp.path("listener").asText());
                assertEquals("10.0.0.8:6001", rtcp.path("receiver").asText());
                assertEquals("107", rtcp.path("agent").asText());
                assertEquals(10.0, rtcp.path("jitterMillis").asDouble());
                assertEquals(25.0, rtcp.path("lossPercent").asDouble());
                assertEquals(12, rtcp.path("packetsLost").asInt());
                assertEquals(40.0, rtcp.path("roundTripMillis").asDouble());
                assertTrue(rtcp.path("mosEstimated").asBoolean(), rtcp::toString);
                JsonNode bye = quality.get(1);
                assertEquals("rtp-stat", bye.path("by").asText());
                assertEquals("caller", bye.path("listener").asText());
                assertEquals(1.0, bye.path("lossPercent").asDouble());
                assertTrue(bye.path("mos").asDouble() > rtcp.path("mos").asDouble(), quality::toString);

                Until.holds(
                        "what is no report to be counted",
                        PATIENCE,
                        () -> metrics.metric("trunkline_storage_unreadable_total") == 2);
                JsonNode cdr = api.get("/cdrs/" + CALL_ID);
                assertEquals(8_010, cdr.path("durationMillis").asLong(), cdr::toString);
                assertEquals(5, api.items("/cdrs/" + CALL_ID + "/trace").count());
            }
        }
    }

    private static JsonNode quality(Api api) {
        var quality = new AtomicReference<JsonNode>();
        Until.holds("the quality of the call and its record", PATIENCE, () -> {
            quality.set(api.get("/cdrs/" + CALL_ID + "/trace").path("quality"));
            return quality.get().size() == 2 && !api.get("/cdrs/" + CALL_ID).isMissingNode();
        });
        return quality.get();
    }

    private byte[] rtcp(long millis, byte[] source, int port, String callId, String json) {
        byte[] payload = json.getBytes(StandardCharsets.US_ASCII);
        return HepEncoder.encode(packet(millis)
                .protocolType(HepPacket.PROTOCOL_RTCP)
                .source(source, port)
                .target(RELAY, 30_001)
                .correlationId(callId)
                .payload(payload, 0, payload.length));
    }

    private byte[] sip(
            long millis, byte[] source, String startLine, String cseq, String toTag, String header, String body) {
        String text = startLine + "\r\nVia: SIP/2.0/UDP 10.0.0.7:5060;branch=z9hG4bK" + cseq.replace(" ", "")
                + "\r\nFrom: <sip:a@example.net>;tag=a\r\nTo: <sip:b@example.net>" + toTag + "\r\nCall-ID: " + CALL_ID
                + "\r\nCSeq: " + cseq + "\r\n" + header
                + (body.isEmpty() ? "" : "Content-Type: application/sdp\r\n")
                + "Content-Length: " + body.length() + "\r\n\r\n" + body;
        byte[] payload = text.getBytes(StandardCharsets.US_ASCII);
        byte[] target = Arrays.equals(source, CALLER) ? RELAY : CALLER;
        return HepEncoder.encode(
                packet(millis).source(source, 5060).target(target, 5060).payload(payload, 0, payload.length));
    }

    private HepPacket packet(long millis) {
        return HepPacket.empty()
                .ipProtocol(HepPacket.UDP)
                .captureId(107)
                .capturedAtMicros(ChronoUnit.MICROS.between(Instant.EPOCH, start.plusMillis(millis)));
    }

    private static String sdp(String host, int port) {
        return "v=0\r\no=- 1 1 IN IP4 " + host + "\r\ns=-\r\nc=IN IP4 " + host + "\r\nt=0 0\r\nm=audio " + port
                + " RTP/AVP 8\r\na=rtpmap:8 PCMA/8000\r\n";
    }
}
