package io.trunkline.embedded.clickhouse;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.clickhouse.client.api.Client;
import com.clickhouse.client.api.insert.InsertResponse;
import com.clickhouse.client.api.insert.InsertSettings;
import com.clickhouse.client.api.query.GenericRecord;
import com.clickhouse.data.ClickHouseFormat;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the storage module does: rows in RowBinary through the client beneath the driver, with its default settings. */
class ClientInsertTest {
    private static final int ROWS = 50_000;

    @TempDir
    Path directory;

    @Test
    void shouldInsertRowsOfAnyBytesByNamedColumnsOncePerToken() throws Exception {
        try (EmbeddedClickHouse clickHouse = EmbeddedClickHouse.start(directory, 0);
                Client client = new Client.Builder()
                        .addEndpoint(clickHouse.url())
                        .setUsername("default")
                        .setPassword("")
                        .build()) {
            client.execute("""
                            CREATE TABLE messages (id UInt32, payload String, skipped String DEFAULT 'by default', guard UInt16)
                            ENGINE = MergeTree ORDER BY id SETTINGS non_replicated_deduplication_window = 100""").get(2, TimeUnit.MINUTES).close();
            byte[] body = rows();
            for (int attempt = 0; attempt < 2; attempt++) {
                InsertSettings settings = new InsertSettings().setDeduplicationToken("collector-1:1-50000");
                try (InsertResponse response = client.insert(
                                "messages",
                                List.of("guard", "payload", "id"),
                                new ByteArrayInputStream(body),
                                ClickHouseFormat.RowBinary,
                                settings)
                        .get(2, TimeUnit.MINUTES)) {
                    assertEquals(ROWS, response.getWrittenRows());
                }
            }
            List<GenericRecord> rows = client.queryAll("SELECT * FROM messages ORDER BY id");
            assertEquals(ROWS, rows.size());
            for (int i = 0; i < ROWS; i++) {
                GenericRecord row = rows.get(i);
                assertEquals(i, row.getLong("id"));
                assertEquals(payload(i), row.getString("payload"), "row " + i);
                assertEquals("by default", row.getString("skipped"));
                assertEquals(i, row.getInteger("guard"));
            }
        }
    }

    /** Between the fixed columns on both sides a byte lost or added shifts everything that follows. */
    private static byte[] rows() {
        ByteArrayOutputStream rows = new ByteArrayOutputStream();
        ByteBuffer numbers = ByteBuffer.allocate(6).order(ByteOrder.LITTLE_ENDIAN);
        for (int i = 0; i < ROWS; i++) {
            numbers.putShort(0, (short) i).putInt(2, i);
            rows.write(numbers.array(), 0, 2);
            byte[] payload = payload(i).getBytes(StandardCharsets.UTF_8);
            rows.write(payload.length);
            rows.writeBytes(payload);
            rows.write(numbers.array(), 2, 4);
        }
        return rows.toByteArray();
    }

    private static String payload(int i) {
        return "INVITE sip:" + i + " SIP/2.0\r\n\r\n\n\n\0\0;\u00fc";
    }
}
