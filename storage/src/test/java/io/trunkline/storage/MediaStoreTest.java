package io.trunkline.storage;

import static io.trunkline.storage.ClickHouseServer.ALL;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.trunkline.protocol.MessageHeaders;
import io.trunkline.protocol.Scope;
import io.trunkline.protocol.hep.HepEncoder;
import io.trunkline.protocol.hep.HepPacket;
import io.trunkline.storage.connection.Columns;
import io.trunkline.storage.media.CapturedReport;
import io.trunkline.storage.media.MediaTable;
import io.trunkline.storage.sink.Batch;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** RTCP reports on their way into the store and out of it. */
@ExtendWith(ClickHouseServer.class)
class MediaStoreTest {

    private final Instant at = Instant.now().truncatedTo(ChronoUnit.MICROS);
    private static final byte[] CALLEE = {10, 0, 0, 8};
    private static final byte[] RELAY = {(byte) 192, 0, 2, 20};

    private final Store store;
    private final MediaTable table = new MediaTable();

    MediaStoreTest(Store store) {
        this.store = store;
    }

    @Test
    void shouldGiveBackTheReportsOfACallInOrderAndEachOnce() {
        write(report(2, "media-1", at.plusSeconds(5), receiverReport(7)));
        write(report(1, "media-1", at, receiverReport(3)));
        write(report(1, "media-1", at, receiverReport(3)));
        write(report(3, "media-2", at, receiverReport(9)));

        List<CapturedReport> reports = store.mediaReports(ALL, List.of("media-1"));
        assertEquals(
                List.of(3L, 7L),
                reports.stream().map(each -> each.report().ssrc()).toList());
        CapturedReport first = reports.getFirst();
        assertEquals("media-1", first.callId());
        assertEquals(at, first.at());
        assertEquals("107", first.agent());
        assertEquals("10.0.0.8:6001", first.source());
        assertEquals("192.0.2.20:30001", first.target());
        assertEquals(26, first.report().blocks().getFirst().fractionLost());
    }

    /** Who sends RTCP chooses its correlation id, also that of somebody else's call. */
    @Test
    void shouldGiveNothingOfACallThatTheScopeDoesNotCover() {
        write(report(4, "media-3", at, receiverReport(1)));
        assertEquals(List.of(), store.mediaReports(new Scope.Below("acme"), List.of("media-3")));
        assertEquals(1, store.mediaReports(ALL, List.of("media-3")).size());
        assertEquals(List.of(), store.mediaReports(ALL, List.of()));
    }

    @Test
    void shouldKeepWhatIsNoReportWithTheReason() {
        long before = Written.countUnreadable(store);
        var batch = new Batch(table);
        Optional<String> uncorrelated = batch.add(report(5, null, at, receiverReport(1)));
        Optional<String> binary = batch.add(report(6, "media-4", at, "\u0080\u00c8\u0000\u0006"));
        batch.insertInto(store.connection());

        assertEquals(Optional.of("an RTCP report without a correlation id: nobody knows its call"), uncorrelated);
        assertTrue(binary.orElseThrow().startsWith("not an RTCP report as JSON: "), binary::toString);
        assertEquals(before + 2, Written.countUnreadable(store));
        assertEquals(List.of(), store.mediaReports(ALL, List.of("media-4")));
    }

    private void write(ConsumerRecord<byte[], byte[]> record) {
        var batch = new Batch(table);
        assertEquals(Optional.empty(), batch.add(record));
        batch.insertInto(store.connection());
    }

    private static String receiverReport(long ssrc) {
        return "{\"ssrc\":" + ssrc + ",\"type\":201,\"report_blocks\":[{\"source_ssrc\":2,\"fraction_lost\":26}]}";
    }

    private ConsumerRecord<byte[], byte[]> report(long index, String callId, Instant at, String payload) {
        byte[] bytes = payload.getBytes(StandardCharsets.ISO_8859_1);
        HepPacket packet = HepPacket.empty()
                .protocolType(HepPacket.PROTOCOL_RTCP)
                .capturedAtMicros(Columns.micros(at))
                .source(CALLEE, 6001)
                .target(RELAY, 30_001)
                .correlationId(callId)
                .payload(bytes, 0, bytes.length);
        ConsumerRecord<byte[], byte[]> record = Written.record(table, HepEncoder.encode(packet));
        new MessageHeaders("c1", index, "107", Columns.micros(at), MessageHeaders.NOT_CLAMPED, 0)
                .writeTo(record.headers());
        return record;
    }
}
