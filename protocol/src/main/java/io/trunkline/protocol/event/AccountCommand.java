package io.trunkline.protocol.event;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import java.math.BigDecimal;
import java.time.Instant;

/**
 * An order to book on an account. The first command with an id is booked; any other with the same account
 * and id is passed over, whatever it says.
 */
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "type")
@JsonSubTypes({
    @JsonSubTypes.Type(value = AccountCommand.Payment.class, name = "payment"),
    @JsonSubTypes.Type(value = AccountCommand.Charge.class, name = "charge"),
    @JsonSubTypes.Type(value = AccountCommand.Correction.class, name = "correction"),
    @JsonSubTypes.Type(value = AccountCommand.Rerating.class, name = "rerating")
})
public sealed interface AccountCommand {

    /** Chosen by who gives the order; unique within the account. */
    String id();

    /** The account. */
    String accountId();

    /**
     * A payment lifts the balance by it and a charge lowers it: more than 0. What a correction or a rerating moves the
     * balance by: negative for a debit.
     */
    BigDecimal amount();

    /** For people; may be empty. */
    String description();

    /** When the order was given. */
    Instant at();

    /** Money that came in. */
    record Payment(String id, String accountId, BigDecimal amount, String description, Instant at)
            implements AccountCommand {}

    /** Money owed for something other than a call. */
    record Charge(String id, String accountId, BigDecimal amount, String description, Instant at)
            implements AccountCommand {}

    /** Money given back or taken by hand; the description is the reason. */
    record Correction(String id, String accountId, BigDecimal amount, String description, Instant at)
            implements AccountCommand {}

    /**
     * A call that is charged another price than it was: the one is reversed and the other booked. Its id is made of the
     * call, the tier and the revision, so that of two orders that were made of the same record only the first is booked.
     *
     * @param amount the price before less the price after
     * @param before what was charged so far; null when it had no price
     * @param cdr the record as it is from now on, with its price and one revision more
     */
    record Rerating(
            String id, String accountId, BigDecimal amount, String description, Instant at, BigDecimal before, Cdr cdr)
            implements AccountCommand {

        /** What its entries refer to: the call, and the revision behind a {@code #}, which no chosen id contains. */
        public String reference() {
            return cdr.id() + '#' + cdr.revision();
        }

        /** The order that makes a record of what it was. */
        public static Rerating of(Cdr before, Cdr after, String description, Instant at) {
            BigDecimal was = before.price() == null ? BigDecimal.ZERO : before.price();
            return new Rerating(
                    "rerating-" + after.id() + "-" + after.level() + "-" + after.revision(),
                    after.accountId(),
                    was.subtract(after.price()),
                    description,
                    at,
                    before.price(),
                    after);
        }
    }
}
