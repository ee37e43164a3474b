package io.trunkline.live.booking;

import com.fasterxml.jackson.annotation.JsonProperty;
import io.trunkline.protocol.event.AccountCommand;
import io.trunkline.protocol.event.LedgerEntry;
import java.math.BigDecimal;
import java.time.Instant;

/**
 * A payment, a charge or a correction, as the API answers it.
 *
 * @param id the caller's id for it
 * @param type what it is
 * @param amount as it was ordered: more than 0, of a correction that takes money less
 * @param description as it was ordered
 * @param booked whether the ledger has it; if not yet, it is safe in Kafka and will be
 * @param balanceAfter the balance with it; null while it is not booked
 * @param currency ISO 4217 code
 * @param at when it was booked; null while it is not
 */
public record Booking(
        String id,
        Type type,
        BigDecimal amount,
        String description,
        boolean booked,
        BigDecimal balanceAfter,
        String currency,
        Instant at) {

    /** What is booked. */
    public enum Type {
        /** Money that came in. */
        @JsonProperty("payment")
        PAYMENT,
        /** Money owed for something other than a call. */
        @JsonProperty("charge")
        CHARGE,
        /** Money given back or taken, with a reason. */
        @JsonProperty("correction")
        CORRECTION;

        static Type of(AccountCommand command) {
            return switch (command) {
                case AccountCommand.Payment payment -> PAYMENT;
                case AccountCommand.Charge charge -> CHARGE;
                case AccountCommand.Correction correction -> CORRECTION;
                case AccountCommand.Rerating rerating -> CORRECTION;
            };
        }
    }

    static Booking booked(AccountCommand command, LedgerEntry entry) {
        return new Booking(
                command.id(),
                Type.of(command),
                command.amount(),
                command.description(),
                true,
                entry.balanceAfter(),
                entry.currency(),
                entry.at());
    }

    static Booking accepted(AccountCommand command, String currency) {
        return new Booking(
                command.id(), Type.of(command), command.amount(), command.description(), false, null, currency, null);
    }
}
