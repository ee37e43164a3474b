package io.trunkline.rating.call;

import java.util.Map;

/** Causes of ITU-T Q.850 in words, as a gateway gives them in a Reason header (RFC 3326, RFC 6432). */
final class Q850 {

    private static final Map<Integer, String> WORDS = Map.ofEntries(
            Map.entry(1, "unallocated number"),
            Map.entry(2, "no route to the transit network"),
            Map.entry(3, "no route to the destination"),
            Map.entry(16, "normal clearing"),
            Map.entry(17, "user busy"),
            Map.entry(18, "no user responding"),
            Map.entry(19, "no answer from the user"),
            Map.entry(20, "subscriber absent"),
            Map.entry(21, "call rejected"),
            Map.entry(22, "number changed"),
            Map.entry(26, "non-selected user clearing"),
            Map.entry(27, "destination out of order"),
            Map.entry(28, "invalid number format"),
            Map.entry(29, "facility rejected"),
            Map.entry(31, "normal, unspecified"),
            Map.entry(34, "no circuit available"),
            Map.entry(38, "network out of order"),
            Map.entry(41, "temporary failure"),
            Map.entry(42, "switching equipment congestion"),
            Map.entry(44, "requested circuit not available"),
            Map.entry(47, "resource unavailable"),
            Map.entry(50, "requested facility not subscribed"),
            Map.entry(55, "incoming calls barred"),
            Map.entry(57, "bearer capability not authorized"),
            Map.entry(58, "bearer capability not available"),
            Map.entry(63, "service not available"),
            Map.entry(65, "bearer capability not implemented"),
            Map.entry(69, "requested facility not implemented"),
            Map.entry(79, "service not implemented"),
            Map.entry(81, "invalid call reference"),
            Map.entry(88, "incompatible destination"),
            Map.entry(102, "recovery on timer expiry"),
            Map.entry(111, "protocol error"),
            Map.entry(127, "interworking"));

    private Q850() {}

    /** The words to put behind a sentence: {@code : user busy (Q.850 17)}; empty without a cause. */
    static String behind(int cause) {
        if (cause < 0) {
            return "";
        }
        String words = WORDS.get(cause);
        return words == null ? ": Q.850 " + cause : ": " + words + " (Q.850 " + cause + ")";
    }
}
