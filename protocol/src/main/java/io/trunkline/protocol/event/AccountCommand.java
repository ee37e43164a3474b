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
    @JsonSubTypes.Type(value = AccountCommand.Charge.class, name = "charge")
})
public sealed interface AccountCommand {

    /** Chosen by who gives the order; unique within the account. */
    String id();

    /** The account. */
    String accountId();

    /** More than 0; a payment lifts the balance by it, a charge lowers it. */
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
}
