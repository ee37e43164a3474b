package io.trunkline.live.http;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Pattern;

/**
 * The files of the web page, from the class path under {@code /ui/}. Names under {@code assets/} contain the
 * digest of what is in them and may be kept for ever; everything else is asked for anew. May be used by any thread.
 */
public final class PageFiles {

    private static final String ROOT = "/ui/";
    private static final String IMMUTABLE = "assets/";
    private static final String INDEX = "index.html";
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

    private final Map<String, byte[]> loaded = new ConcurrentHashMap<>();

    /** The files are read when they are first asked for. */
    public PageFiles() {}

    /** The page itself, or a clear word when it was not built. */
    public Answer index() {
        return file(INDEX)
                .orElseGet(() -> Answer.text(
                        503,
                        "text/plain",
                        "The web page is not part of this build; the API is at /api/v1. Build it with: mvn package\n"));
    }

    /**
     * One file.
     *
     * @param name its path below the page's root
     */
    public Optional<Answer> file(String name) {
        String type = TYPES.get(name.substring(name.lastIndexOf('.') + 1));
        if (type == null || !NAME.matcher(name).matches()) {
            return Optional.empty();
        }
        byte[] content = loaded.computeIfAbsent(name, PageFiles::load);
        return Optional.ofNullable(content).map(bytes -> Answer.whole(200, type, bytes)
                .with(
                        "Cache-Control",
                        name.startsWith(IMMUTABLE) ? "public, max-age=31536000, immutable" : "no-cache"));
    }

    /** Null when there is no such file: then nothing is kept of what was asked for. */
    private static byte[] load(String name) {
        try (InputStream in = PageFiles.class.getResourceAsStream(ROOT + name)) {
            return in == null ? null : in.readAllBytes();
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read the page's file " + name, e);
        }
    }
}
