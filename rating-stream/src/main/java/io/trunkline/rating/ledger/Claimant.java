package io.trunkline.rating.ledger;

/**
 * A call that takes free minutes of its account's month: one that is up, or one that has ended. Its moments are those of the
 * captures, as its record will have them: by the collector's clock they would not be the same each time that it is rated.
 */
sealed interface Claimant permits MeteredCall, TalkedMinutes {

    /** By which it is known among the calls of the account. */
    String id();

    /** When the first of its minutes begins, in microseconds since the epoch. */
    long firstMicros();

    /** How many of them begin before a moment. */
    long minutesBegunBefore(long micros);

    /** Whether it begins minutes for as long as nothing else is told. */
    boolean isEndless();
}
