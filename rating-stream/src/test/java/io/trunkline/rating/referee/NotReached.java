package io.trunkline.rating.referee;

/** What the tracker does not get right yet; {@code bin/referee} plays it, the tests leave it out. */
final class NotReached {

    private NotReached() {}

    /**
     * Two forks answer, and packets of the second dialog are lost or received out of order: its BYE may come before its
     * 2xx, and then the call ends with it, or lasts until nothing ends it any more. And a call that fails while packets
     * are received out of order may be told as another failure; it is unanswered all the same.
     */
    static boolean has(Plan plan) {
        boolean answeredByTwo =
                plan.start().end().isByTwo() && !plan.disturbance().isNone();
        boolean failedOutOfOrder =
                !plan.start().end().isAnswered() && plan.disturbance().jitterMillis() > 0;
        return answeredByTwo || failedOutOfOrder;
    }
}
