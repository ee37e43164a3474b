package io.trunkline.live.http;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.Map;
import java.util.Optional;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.Test;

class PageFilesTest {

    private final PageFiles files = new PageFiles();

    private Answer file(String name, Map<String, String> headers) {
        return files.file(name, header -> Optional.ofNullable(headers.get(header)))
                .orElseThrow();
    }

    @Test
    void shouldCompressForWhoTakesThatAndOnlyWhatGetsShorter() throws IOException {
        Answer plain = file("tested.txt", Map.of());
        Answer gzipped = file("tested.txt", Map.of("Accept-Encoding", "br, gzip"));
        assertNull(plain.headers().get("Content-Encoding"));
        assertEquals("gzip", gzipped.headers().get("Content-Encoding"));
        assertTrue(gzipped.whole().length < plain.whole().length / 5);
        try (var unpacked = new GZIPInputStream(new ByteArrayInputStream(gzipped.whole()))) {
            assertArrayEquals(plain.whole(), unpacked.readAllBytes());
        }
        assertNull(file("tested.txt", Map.of("Accept-Encoding", "br, gzip;q=0"))
                .headers()
                .get("Content-Encoding"));
        assertNull(
                file("short.txt", Map.of("Accept-Encoding", "gzip")).headers().get("Content-Encoding"));
    }

    @Test
    void shouldSayThatNothingHasChangedToWhoHasIt() {
        String etag =
                file("tested.txt", Map.of("Accept-Encoding", "gzip")).headers().get("ETag");
        Answer again = file("tested.txt", Map.of("If-None-Match", etag));
        assertEquals(304, again.status());
        assertEquals(0, again.whole().length);
        assertEquals(etag, again.headers().get("ETag"));
        assertEquals(200, file("short.txt", Map.of("If-None-Match", etag)).status());
    }

    @Test
    void shouldGiveNothingThatIsNoFileOfThePage() {
        assertFalse(files.file("absent.txt", header -> Optional.empty()).isPresent());
        assertFalse(files.file("../tested.txt", header -> Optional.empty()).isPresent());
        assertFalse(files.file("tested.java", header -> Optional.empty()).isPresent());
    }
}
