package io.trunkline.live.scenario;

/** How text stands in a scenario of SIPp, so that it sends what was captured and XML stays XML. */
final class SippText {

    private SippText() {}

    /**
     * Text that SIPp sends as it is. SIPp takes {@code [} for the beginning of a keyword and {@code \x} for that of a
     * byte in hexadecimal digits; so are the bytes written that mean something to it or are not printable. The bracket
     * that closes is one of them, because with another and {@code >} it ends CDATA.
     */
    static String literal(String text) {
        var out = new StringBuilder(text.length());
        for (int i = 0; i < text.length(); i++) {
            char each = text.charAt(i);
            boolean plain = each >= ' ' && each <= '~' && "[]\\".indexOf(each) < 0;
            out.append(plain ? String.valueOf(each) : hexadecimal(each));
        }
        return out.toString();
    }

    /** A line of a body: SIPp takes blanks away at both ends of a line, so they are written as bytes. */
    static String line(String text) {
        int start = 0;
        int end = text.length();
        while (start < end && text.charAt(start) == ' ') {
            start++;
        }
        while (end > start && text.charAt(end - 1) == ' ') {
            end--;
        }
        return hexadecimal(' ').repeat(start)
                + literal(text.substring(start, end))
                + hexadecimal(' ').repeat(text.length() - end);
    }

    /** What may stand in an attribute or a comment of XML. */
    static String name(String text) {
        return text.replaceAll("[^A-Za-z0-9@._:]+", "_");
    }

    private static String hexadecimal(char each) {
        return "\\x%02X".formatted((int) each);
    }
}
