package io.trunkline.live.http;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import java.util.regex.Pattern;
import java.util.zip.GZIPOutputStream;

/**
 * The files of the web page, from the class path under {@code /ui/}. Names under {@code assets/} contain the
 * digest of what is in them and may be kept for ever; everything else is asked for anew. May be used by any thread.
 */
public final class PageFiles {

    private static final String ROOT = "/ui/";
    private static final String IMMUTABLE = "assets/";
    private static final String INDEX = "index.html";
    private static final int ETAG_BYTES = 16;
    private static final Pattern NAME = Pattern.compile("[A-Za-z0-9_-][A-Za-z0-9._-]*(/[A-Za-z0-9_-][A-Za-z0-9._-]*)*");

    private static final Map<String, String> TYPES = Map.ofEntries(
            Map.entry("html", "text/html; charset=utf-8"),
            Map.entry("js", "text/javascript; charset=utf-8"),
            Map.entry("css", "text/css; charset=utf-8"),
            Map.entry("json", "application/json"),
            Map.entry("svg", "image/svg+xml"),
            Map.entry("png", "image/png"),
            Map.entry("ico", "image/x-icon"),
            Map.entry("woff2", "font/woff2"),
            Map.entry("txt", "text/plain; charset=utf-8"),
            Map.entry("webmanifest", "application/manifest+json"));

    /** Pictures and fonts are compressed already. */
    private static final Set<String> COMPRESSED_ALREADY = Set.of("png", "ico", "woff2");

    /**
     * A file as it is kept.
     *
     * @param etag names its content (RFC 9110, 8.8.3)
     * @param gzipped null where that would not be shorter
     */
    @SuppressWarnings("ArrayRecordComponent") // The bytes go to the wire and nowhere else.
    private record Loaded(byte[] plain, byte[] gzipped, String etag) {}

    private final Map<String, Loaded> loaded = new ConcurrentHashMap<>();

    /** The files are read when they are first asked for. */
    public PageFiles() {}

    /** The page itself, or a clear word when it was not built. */
    public Answer index(ApiRequest request) {
        return file(INDEX, request::header)
                .orElseGet(() -> Answer.text(
                        503,
                        "text/plain",
                        "The web page is not part of this build; the API is at /api/v1. Build it with: mvn package\n"));
    }

    /**
     * One file, compressed for who can take that, and 304 for who has it.
     *
     * @param name its path below the page's root
     */
    public Optional<Answer> file(String name, ApiRequest request) {
        return file(name, request::header);
    }

    /** The same by what a request says in its headers. */
    Optional<Answer> file(String name, Function<String, Optional<String>> header) {
        String type = TYPES.get(extension(name));
        if (type == null || !NAME.matcher(name).matches()) {
            return Optional.empty();
        }
        return Optional.ofNullable(loaded.computeIfAbsent(name, PageFiles::load))
                .map(file -> answer(file, type, header)
                        .with("ETag", file.etag())
                        .with("Vary", "Accept-Encoding")
                        .with(
                                "Cache-Control",
                                name.startsWith(IMMUTABLE) ? "public, max-age=31536000, immutable" : "no-cache"));
    }

    private static Answer answer(Loaded file, String type, Function<String, Optional<String>> header) {
        // Weakly (RFC 9110, 8.8.1): compressed or not, it is the same.
        if (header.apply("If-None-Match").filter(file.etag()::equals).isPresent()) {
            return Answer.whole(304, null, new byte[0]);
        }
        boolean takesGzip =
                header.apply("Accept-Encoding").filter(PageFiles::namesGzip).isPresent();
        return takesGzip && file.gzipped() != null
                ? Answer.whole(200, type, file.gzipped()).with("Content-Encoding", "gzip")
                : Answer.whole(200, type, file.plain());
    }

    private static boolean namesGzip(String acceptEncoding) {
        return Arrays.stream(acceptEncoding.split(",", -1))
                .map(String::strip)
                .anyMatch(each -> each.equalsIgnoreCase("gzip"));
    }

    private static String extension(String name) {
        return name.substring(name.lastIndexOf('.') + 1);
    }

    /** Null when there is no such file: then nothing is kept of what was asked for. */
    private static Loaded load(String name) {
        try (InputStream in = PageFiles.class.getResourceAsStream(ROOT + name)) {
            if (in == null) {
                return null;
            }
            byte[] plain = in.readAllBytes();
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(plain);
            String etag = "W/\"" + HexFormat.of().formatHex(digest, 0, ETAG_BYTES) + '"';
            byte[] gzipped = COMPRESSED_ALREADY.contains(extension(name)) ? plain : gzip(plain);
            return new Loaded(plain, gzipped.length < plain.length ? gzipped : null, etag);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read the page's file " + name, e);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }

    private static byte[] gzip(byte[] plain) throws IOException {
        var out = new ByteArrayOutputStream();
        try (var compressed = new GZIPOutputStream(out)) {
            compressed.write(plain);
        }
        return out.toByteArray();
    }
}
