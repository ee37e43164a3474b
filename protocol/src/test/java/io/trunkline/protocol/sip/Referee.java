package io.trunkline.protocol.sip;

import java.text.ParseException;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.TreeSet;

/** Lays what the scanner understood beside what JAIN-SIP did, and knows where they may differ, and why. */
final class Referee {

    /** A difference in which the scanner is right, with the paragraph that says so. */
    private record Explanation(String why, Case applies) {}

    private interface Case {
        boolean holds(String field, String ours, String theirs, Map<String, String> ourFields);
    }

    private static final List<Explanation> EXPLANATIONS = List.of(
            new Explanation(
                    "RFC 3261 20.14: a datagram needs no Content-Length; JAIN-SIP adds one of 0",
                    (field, ours, theirs, all) ->
                            field.equals("content-length") && ours == null && Objects.equals(theirs, "0")),
            new Explanation(
                    "RFC 3261 18.3: without Content-Length the body of a datagram goes to its end; JAIN-SIP drops it",
                    (field, ours, theirs, all) ->
                            field.equals("body") && theirs == null && !all.containsKey("content-length")),
            new Explanation(
                    "RFC 3261 18.3: what follows the length that is claimed is discarded; JAIN-SIP keeps it",
                    (field, ours, theirs, all) -> field.equals("body")
                            && ours != null
                            && theirs != null
                            && theirs.startsWith(ours)
                            && all.getOrDefault("content-length", "").equals(Integer.toString(ours.length()))),
            new Explanation(
                    "RFC 3261 20.14: the header's own number; JAIN-SIP puts the length of what it kept in its place",
                    (field, ours, theirs, all) -> field.equals("content-length")
                            && all.getOrDefault("body", "").length() == Integer.parseInt(ours)),
            new Explanation(
                    "RFC 3261 20.19: seconds go up to 2^32 - 1; JAIN-SIP keeps them in a signed int",
                    (field, ours, theirs, all) -> field.endsWith(".expires") && Objects.equals(ours, "4294967295")),
            new Explanation(
                    "RFC 3261 25.1: in a quoted string a backslash hides the next character and is not part of it",
                    (field, ours, theirs, all) -> field.endsWith(".display")
                            && theirs != null
                            && theirs.indexOf('\\') >= 0
                            && withoutEscapes(theirs).equals(withoutEscapes(ours))));

    private Referee() {}

    private static String withoutEscapes(String text) {
        return text.replaceAll("[\\\\\\p{Cntrl}]", "");
    }

    /** The differences that nothing explains, as a text for people; empty when there are none. */
    static String differences(byte[] message) throws ParseException {
        Map<String, String> ours = Reading.byScanner(message).fields();
        Map<String, String> theirs = Reading.byJainSip(message).fields();
        var fields = new TreeSet<>(ours.keySet());
        fields.addAll(theirs.keySet());
        var differences = new TreeMap<String, String>();
        for (String field : fields) {
            String our = ours.get(field);
            String their = theirs.get(field);
            if (!Objects.equals(our, their) && !isExplained(field, our, their, ours)) {
                differences.put(field, shown(our) + " by the scanner, " + shown(their) + " by JAIN-SIP");
            }
        }
        return differences.isEmpty() ? "" : differences.toString();
    }

    private static boolean isExplained(String field, String ours, String theirs, Map<String, String> ourFields) {
        return EXPLANATIONS.stream()
                .anyMatch(explanation -> explanation.applies().holds(field, ours, theirs, ourFields));
    }

    private static String shown(String value) {
        return value == null ? "absent" : '"' + value.replace("\r", "\\r").replace("\n", "\\n") + '"';
    }
}
