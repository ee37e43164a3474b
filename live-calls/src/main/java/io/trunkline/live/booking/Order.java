package io.trunkline.live.booking;

/** What became of an order for the switch. */
public sealed interface Order {

    /** It is safe in Kafka. */
    record Ordered() implements Order {}

    /**
     * It cannot be carried out.
     *
     * @param why for people: with what to do
     */
    record Refused(String why) implements Order {}

    /** Kafka did not confirm it in time; it may be sent again. */
    record NotNow() implements Order {}
}
