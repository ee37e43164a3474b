package io.trunkline.live.captured;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A captured message, header by header. Whatever the bytes are, reading them gives something and never fails. Each character is
 * one byte of it.
 *
 * @param startLine its first line
 * @param headers in order, folded lines joined (RFC 3261, section 7.3.1)
 * @param body what follows the empty line; empty without one
 */
public record CapturedSip(String startLine, List<Header> headers, String body) {

    /** Of a message that was not captured. */
    public static final CapturedSip NONE = new CapturedSip("", List.of(), "");

    private static final Pattern HEAD_END = Pattern.compile("\\r?\\n\\r?\\n");
    private static final Pattern FOLD = Pattern.compile("\\r?\\n[ \\t]+");
    private static final Pattern LINE_END = Pattern.compile("\\r?\\n");
    private static final Pattern TAG = Pattern.compile(";\\s*tag\\s*=\\s*([^;,\\s]*)", Pattern.CASE_INSENSITIVE);

    /** RFC 3261, section 7.3.3, and what of it is looked at here. */
    private static final Map<String, String> COMPACT = Map.of(
            "v",
            "via",
            "f",
            "from",
            "t",
            "to",
            "i",
            "call-id",
            "m",
            "contact",
            "l",
            "content-length",
            "c",
            "content-type");

    /**
     * One header.
     *
     * @param name as it was written
     */
    public record Header(String name, String value) {

        /** Its name in small letters, and in its long form. */
        public String known() {
            String small = name.toLowerCase(Locale.ROOT);
            return COMPACT.getOrDefault(small, small);
        }
    }

    /** Takes an unmodifiable copy of the headers. */
    public CapturedSip {
        headers = List.copyOf(headers);
    }

    /** Reads a message. */
    public static CapturedSip of(byte[] raw) {
        String text = new String(raw, StandardCharsets.ISO_8859_1);
        Matcher end = HEAD_END.matcher(text);
        boolean ends = end.find();
        String head = FOLD.matcher(ends ? text.substring(0, end.start()) : text).replaceAll(" ");
        String[] lines = LINE_END.split(head);
        var headers = new ArrayList<Header>();
        for (int n = 1; n < lines.length; n++) {
            int colon = lines[n].indexOf(':');
            if (colon > 0) {
                headers.add(new Header(
                        lines[n].substring(0, colon).strip(),
                        lines[n].substring(colon + 1).strip()));
            }
        }
        return new CapturedSip(lines[0], headers, ends ? text.substring(end.end()) : "");
    }

    /** The value of the first header of a name in small letters. */
    public Optional<String> value(String name) {
        return headers.stream()
                .filter(header -> header.known().equals(name))
                .findFirst()
                .map(Header::value);
    }

    /** Whether there is a header of a name in small letters. */
    public boolean has(String name) {
        return value(name).isPresent();
    }

    /** Whether it bears an answer to a challenge. */
    public boolean hasCredentials() {
        return has("authorization") || has("proxy-authorization");
    }

    /** Whether it is of a dialog (RFC 3261, section 12): its To has a tag. */
    public boolean inDialog() {
        return tag("to").isPresent();
    }

    /** The tag of From or To, which stands behind the address. */
    public Optional<String> tag(String name) {
        return value(name)
                .map(party -> TAG.matcher(party.substring(party.lastIndexOf('>') + 1)))
                .filter(Matcher::find)
                .map(tag -> tag.group(1));
    }

    /** The lines of the body; none without one. */
    public List<String> bodyLines() {
        return body.isEmpty() ? List.of() : List.of(LINE_END.split(body));
    }

    /** Whether the body describes media. */
    public boolean hasSdp() {
        return value("content-type")
                .filter(type -> type.toLowerCase(Locale.ROOT).startsWith("application/sdp"))
                .isPresent();
    }

    /** The value of From or To without its tag. */
    public static String withoutTag(String party) {
        int address = party.lastIndexOf('>') + 1;
        return party.substring(0, address)
                + TAG.matcher(party.substring(address)).replaceFirst("");
    }
}
