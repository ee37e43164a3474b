package io.trunkline.storage.cdr;

import java.util.Locale;

/** By what calls are counted together. */
public enum CdrGrouping {
    /** Why they ended: the code of the cause. */
    CAUSE,
    /** The address to which the platform sent them; none for what it refused itself. */
    TRUNK,
    /** The caller's account. */
    ACCOUNT,
    /** The destination that the rate card names; none where no rate fitted. */
    DESTINATION;

    /** As the API names it. */
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** What the query {@code groups-of-cdrs} knows it by. */
    String parameter() {
        return "by_" + word();
    }

    /** The column of the answer. */
    String column() {
        return "key_" + word();
    }
}
