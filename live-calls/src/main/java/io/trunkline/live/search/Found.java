package io.trunkline.live.search;

/**
 * Where there is something of what is searched for.
 *
 * @param view where it is shown
 * @param as what it is there, for people
 * @param find by which the view shows it
 * @param count how many there are
 */
public record Found(View view, String as, String find, long count) {

    /** A view of the page. */
    public enum View {
        /** Live calls that have {@code find} in them. */
        CALLS,
        /** Registrations that have it in them. */
        REGISTRATIONS,
        /** Accounts that have it in them. */
        ACCOUNTS,
        /** One account, by its id. */
        ACCOUNT,
        /** Records of calls from or to a number that begins so. */
        NUMBER,
        /** Records of calls that were sent to an address. */
        TRUNK,
        /** One call, by its id. */
        CALL
    }
}
