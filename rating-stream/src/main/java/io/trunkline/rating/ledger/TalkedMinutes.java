package io.trunkline.rating.ledger;

/**
 * The minutes of a call that has ended.
 *
 * @param id by which it is known among the calls of the account
 * @param firstMicros when the first of them began, in microseconds since the epoch
 * @param wanted how many they are
 */
record TalkedMinutes(String id, long firstMicros, long wanted) implements Claimant {

    private static final long MICROS_IN_A_MINUTE = 60_000_000;

    @Override
    public long minutesBegunBefore(long micros) {
        return micros <= firstMicros ? 0 : Math.min(wanted, Math.ceilDiv(micros - firstMicros, MICROS_IN_A_MINUTE));
    }

    @Override
    public boolean isEndless() {
        return false;
    }
}
