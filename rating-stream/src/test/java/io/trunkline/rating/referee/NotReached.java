package io.trunkline.rating.referee;

/** What the tracker does not get right yet; {@code bin/referee} plays it, the tests leave it out. */
final class NotReached {

    private NotReached() {}

    /**
     * Two forks answer, and packets of the second dialog are lost or received out of order: its BYE may come before its
     * 2xx, and then the call ends with it, or lasts until nothing ends it any more.
     */
    static boolean has(Plan plan) {
        return plan.start().end().isByTwo() && !plan.disturbance().isNone();
    }
}
