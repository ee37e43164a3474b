package io.trunkline.live.quality;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;

/** What calls are counted by. */
public enum QualityBy {
    /** The address to which the platform sent the call. */
    TRUNK("trunk", 256),
    /** The destination's name in the rate card of who pays. */
    DESTINATION("destination", 1_024),
    /** The account that pays. */
    ACCOUNT("account", 1_024);

    private final String word;
    private final int mostKept;

    QualityBy(String word, int mostKept) {
        this.word = word;
        this.mostKept = mostKept;
    }

    /** As the API says it. */
    public String word() {
        return word;
    }

    /** Of how many the figures are kept: of more, those with the most attempts of the hour. */
    int mostKept() {
        return mostKept;
    }

    /** All, by their words. */
    public static Map<String, QualityBy> words() {
        var words = new LinkedHashMap<String, QualityBy>();
        Arrays.stream(values()).forEach(each -> words.put(each.word, each));
        return words;
    }
}
