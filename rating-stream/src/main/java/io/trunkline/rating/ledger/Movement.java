package io.trunkline.rating.ledger;

import io.trunkline.customers.DueFee;
import io.trunkline.protocol.event.AccountCommand;
import io.trunkline.protocol.event.Cdr;
import io.trunkline.protocol.event.LedgerEntry;
import io.trunkline.rating.call.RatedCall;
import java.math.BigDecimal;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * What moves a balance.
 *
 * @param type what it is
 * @param amount what is added: less than 0 for a debit
 * @param reference as its entry has it
 * @param description for people
 */
record Movement(LedgerEntry.Type type, BigDecimal amount, String reference, String description) {

    /** A fee that is due. */
    static Movement of(DueFee fee) {
        return new Movement(LedgerEntry.Type.FEE, fee.amount().negate(), fee.reference(), fee.description());
    }

    /** The price of a call. */
    static Movement of(RatedCall rated, BigDecimal price) {
        return new Movement(LedgerEntry.Type.CALL, price.negate(), rated.cdr().id(), rated.description());
    }

    /** What an order books, in this order; none when a call costs nothing now and cost nothing before. */
    static List<Movement> of(AccountCommand command) {
        return switch (command) {
            case AccountCommand.Payment payment ->
                List.of(ordered(LedgerEntry.Type.PAYMENT, payment.amount(), payment));
            case AccountCommand.Charge charge ->
                List.of(ordered(LedgerEntry.Type.CHARGE, charge.amount().negate(), charge));
            case AccountCommand.Correction correction ->
                List.of(ordered(LedgerEntry.Type.CORRECTION, correction.amount(), correction));
            case AccountCommand.Rerating rerating -> of(rerating);
        };
    }

    private static Movement ordered(LedgerEntry.Type type, BigDecimal amount, AccountCommand by) {
        return new Movement(type, amount, by.id(), by.description());
    }

    /** What was charged for a call is taken back, and what it costs now is charged: nothing that was booked changes. */
    private static List<Movement> of(AccountCommand.Rerating rerating) {
        Cdr cdr = rerating.cdr();
        String what = new RatedCall(cdr, Optional.empty()).description();
        BigDecimal before = rerating.before() == null ? BigDecimal.ZERO : rerating.before();
        return Stream.of(
                        new Movement(LedgerEntry.Type.CORRECTION, before, rerating.reference(), "reversal: " + what),
                        new Movement(
                                LedgerEntry.Type.CORRECTION,
                                cdr.price().negate(),
                                rerating.reference(),
                                "rated again: " + what))
                .filter(movement -> movement.amount().signum() != 0)
                .toList();
    }
}
