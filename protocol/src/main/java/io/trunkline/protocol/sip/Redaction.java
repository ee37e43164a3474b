package io.trunkline.protocol.sip;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Takes credentials out of SIP messages that are handed on: of digests (RFC 3261, 22.4) all but who, where and how, other
 * schemes whole; the keys of media in SDP (RFC 4568, 4567, and {@code k=} of 4566), passwords of ICE (RFC 8839), and
 * passwords in URIs (RFC 3261, 19.1.1). Each byte of them becomes an {@code x}, so that lengths and offsets stay as they were.
 */
public final class Redaction {

    private static final Set<String> SECRET_HEADERS =
            Set.of("authorization", "proxy-authorization", "authentication-info", "proxy-authentication-info");

    /** What of a digest is no secret. The rest goes, also what nobody knows, and what a quote that is not closed leaves unclear. */
    private static final Pattern OPEN_PARAMETER = Pattern.compile(
            "\\b(?:username|realm|uri|algorithm|qop|nc)[ \\t]*=[ \\t]*(?:\"[^\",]*\"|[^,\\s\"]*)",
            Pattern.CASE_INSENSITIVE);

    private static final Pattern SCHEME = Pattern.compile("^[ \\t]*[A-Za-z]+(?=[ \\t]|$)");
    private static final Pattern OF_SDP =
            Pattern.compile("^(?:k=|a=crypto:\\S+[ \\t]+\\S+[ \\t]+|a=key-mgmt:\\S+[ \\t]+|a=ice-pwd:)(.*)$");
    private static final Pattern IN_URI =
            Pattern.compile("\\bsips?:[^\\s:@<>\"]+:([^\\s@<>\"]+)@", Pattern.CASE_INSENSITIVE);
    private static final Pattern LINE = Pattern.compile("[^\\r\\n]+");

    private Redaction() {}

    /** The same message without credentials, byte for byte as long. Text that is no SIP loses what looks like them. */
    public static byte[] of(byte[] message) {
        var text = new StringBuilder(new String(message, StandardCharsets.ISO_8859_1));
        Matcher lines = LINE.matcher(text.toString());
        boolean secret = false;
        while (lines.find()) {
            String line = lines.group();
            boolean goesOn = line.charAt(0) == ' ' || line.charAt(0) == '\t';
            int value = goesOn ? 0 : line.indexOf(':') + 1;
            secret = goesOn ? secret : isSecret(line, value);
            if (secret) {
                mask(text, lines.start() + value, line.substring(value), goesOn);
            } else {
                maskGroup(text, lines.start(), OF_SDP.matcher(line));
                maskGroup(text, lines.start(), IN_URI.matcher(line));
            }
        }
        return text.toString().getBytes(StandardCharsets.ISO_8859_1);
    }

    private static boolean isSecret(String line, int value) {
        return value > 0
                && SECRET_HEADERS.contains(line.substring(0, value - 1).strip().toLowerCase(Locale.ROOT));
    }

    /** Masks the value of a header but for its scheme and its open parameters. */
    private static void mask(StringBuilder text, int start, String value, boolean goesOn) {
        var open = new boolean[value.length()];
        Matcher scheme = SCHEME.matcher(value);
        if (!goesOn && scheme.find()) {
            Arrays.fill(open, 0, scheme.end(), true);
        }
        Matcher parameter = OPEN_PARAMETER.matcher(value);
        while (parameter.find()) {
            Arrays.fill(open, parameter.start(), parameter.end(), true);
        }
        for (int i = 0; i < open.length; i++) {
            if (!open[i] && " \t,=\"".indexOf(value.charAt(i)) < 0) {
                text.setCharAt(start + i, 'x');
            }
        }
    }

    private static void maskGroup(StringBuilder text, int start, Matcher matcher) {
        while (matcher.find()) {
            for (int i = matcher.start(1); i < matcher.end(1); i++) {
                text.setCharAt(start + i, 'x');
            }
        }
    }
}
