package io.trunkline.rating.ledger;

/** A call that takes free minutes of its account's month: one that is up, or one that has ended and waits for them. */
sealed interface Claimant permits MeteredCall, WaitingCall {

    /** By which it is known among the calls of the account. */
    String id();

    /** When the first of the minutes begins that it wants, in microseconds since the epoch. */
    long firstMicros();

    /** How many of them begin before a moment. */
    long minutesBegunBefore(long micros);
}
