package io.trunkline.rating;

import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerGroupMetadata;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.ProducerFencedException;
import org.apache.kafka.common.errors.TimeoutException;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.streams.KafkaClientSupplier;

/** Kafka's own clients, of which the producer's commits fail in one way, as often as they are told to. */
final class FailingCommits implements KafkaClientSupplier {

    /** How a commit fails. */
    enum Way {
        /** Another producer has taken its place: the one that follows it aborts the transaction. */
        FENCED(4, 1),
        /** The broker did not answer in time and never heard of it. The thread is replaced, which takes ten seconds. */
        TIMED_OUT_BEFORE_THE_BROKER_HEARD(1, 0),
        /** The broker did not answer in time, though it has committed. */
        TIMED_OUT_AFTER_THE_BROKER_COMMITTED(1, 0);

        /** How many commits in a row a test lets fail in the beginning, and each time later on. */
        final int atFirst;

        final int later;

        Way(int atFirst, int later) {
            this.atFirst = atFirst;
            this.later = later;
        }
    }

    private final Way way;
    private final AtomicInteger toFail = new AtomicInteger();

    FailingCommits(Way way) {
        this.way = way;
    }

    /** Lets the next commits fail. */
    void fail(int number) {
        toFail.set(number);
    }

    boolean allHappened() {
        return toFail.get() == 0;
    }

    @Override
    public Producer<byte[], byte[]> getProducer(Map<String, Object> config) {
        return new FailingProducer(config);
    }

    private final class FailingProducer extends KafkaProducer<byte[], byte[]> {

        private boolean timedOut;

        FailingProducer(Map<String, Object> config) {
            super(config, new ByteArraySerializer(), new ByteArraySerializer());
        }

        @Override
        public void commitTransaction() {
            if (toFail.getAndUpdate(number -> Math.max(0, number - 1)) == 0) {
                super.commitTransaction();
                return;
            }
            switch (way) {
                case FENCED -> throw new ProducerFencedException("a test lets the commit fail");
                case TIMED_OUT_BEFORE_THE_BROKER_HEARD -> timedOut = true;
                case TIMED_OUT_AFTER_THE_BROKER_COMMITTED -> {
                    super.commitTransaction();
                    timedOut = true;
                }
            }
            throw new TimeoutException("a test lets the commit take too long");
        }

        @Override
        public void beginTransaction() {
            refuseAfterTimeout();
            super.beginTransaction();
        }

        @Override
        public void sendOffsetsToTransaction(
                Map<TopicPartition, OffsetAndMetadata> offsets, ConsumerGroupMetadata group) {
            refuseAfterTimeout();
            super.sendOffsetsToTransaction(offsets, group);
        }

        @Override
        public void abortTransaction() {
            refuseAfterTimeout();
            super.abortTransaction();
        }

        /** As Kafka's does (TransactionManager.throwIfPendingState): whether it was committed nobody knows any more. */
        private void refuseAfterTimeout() {
            if (timedOut) {
                throw new IllegalStateException("the previous call to commitTransaction timed out and must be retried");
            }
        }
    }

    @Override
    public Admin getAdmin(Map<String, Object> config) {
        return Admin.create(config);
    }

    @Override
    public Consumer<byte[], byte[]> getConsumer(Map<String, Object> config) {
        return new KafkaConsumer<>(config, new ByteArrayDeserializer(), new ByteArrayDeserializer());
    }

    @Override
    public Consumer<byte[], byte[]> getRestoreConsumer(Map<String, Object> config) {
        return getConsumer(config);
    }

    @Override
    public Consumer<byte[], byte[]> getGlobalConsumer(Map<String, Object> config) {
        return getConsumer(config);
    }
}
