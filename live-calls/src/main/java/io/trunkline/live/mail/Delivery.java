package io.trunkline.live.mail;

/** What came of handing a mail to the server. */
sealed interface Delivery {

    /** The server has it. */
    record Taken() implements Delivery {}

    /** The server will not take this mail, now or later (RFC 5321, 4.2.1: 5yz). */
    record Refused(String reply) implements Delivery {}

    /** The server does not take this mail now (4yz). */
    record Deferred(String reply) implements Delivery {}

    /** The server does not take anything from us now. */
    record Away(String reason) implements Delivery {}

    /** The mail was told to its end, and the server's word on it did not come: it may have it, or not. */
    record Unknown() implements Delivery {}

    /** The mail may not be sent by this process. */
    record NotOurs() implements Delivery {}
}
