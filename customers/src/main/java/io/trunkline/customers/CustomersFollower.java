package io.trunkline.customers;

import io.trunkline.kafka.KafkaAddress;
import io.trunkline.kafka.TopicFollower;
import io.trunkline.kafka.TopicFollower.Followed;
import io.trunkline.kafka.TopicFollower.From;
import io.trunkline.kafka.TopicFollower.Unreadable;
import io.trunkline.protocol.Json;
import io.trunkline.protocol.Topic;
import io.trunkline.protocol.event.Account;
import java.util.List;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/**
 * Keeps customers as the topics {@code accounts}, {@code rate-cards}, {@code packages} and {@code numbers} have them. A process has one, whatever its
 * roles: so a million rates are held once.
 *
 * <p>A global store of Kafka Streams would do the same for the rating, but a topic of one cannot also feed a processor,
 * as accounts do the ledgers.
 */
public final class CustomersFollower implements AutoCloseable {

    private final Customers customers;
    private final TopicFollower topics;

    private CustomersFollower(KafkaAddress kafka, FreeNumbers freeNumbers, Unreadable unreadable) {
        customers = new Customers(freeNumbers);
        topics = TopicFollower.start(
                "customers",
                kafka,
                List.of(
                        new Followed(Topic.ACCOUNTS, From.BEGINNING, this::acceptAccount),
                        new Followed(Topic.RATE_CARDS, From.BEGINNING, customers.cards()::accept),
                        new Followed(Topic.PACKAGES, From.BEGINNING, customers.packages()::accept),
                        new Followed(Topic.NUMBERS, From.BEGINNING, customers.numbers()::accept)),
                unreadable,
                this::batchEnd);
    }

    /**
     * Starts to follow. Does not wait for Kafka.
     *
     * @param freeNumbers to which calls cost nobody anything
     * @param unreadable is told of records that are no account and no card
     */
    public static CustomersFollower start(KafkaAddress kafka, FreeNumbers freeNumbers, Unreadable unreadable) {
        return new CustomersFollower(kafka, freeNumbers, unreadable);
    }

    /** The customers as far as the topics were read. */
    public Customers customers() {
        return customers;
    }

    /** How far the topics were read, and whether Kafka answers. */
    public TopicFollower topics() {
        return topics;
    }

    private void batchEnd() {
        customers.cards().tellIncomplete();
        customers.areWhole();
    }

    private void acceptAccount(ConsumerRecord<String, byte[]> record) {
        if (record.value() == null) {
            customers.accounts().remove(record.key());
        } else {
            customers.accounts().put(Json.read(record.value(), Account.class));
        }
    }

    @Override
    public void close() {
        topics.close();
    }
}
