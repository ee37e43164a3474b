package io.trunkline.embedded.kafka;

import java.util.concurrent.Callable;
import org.apache.kafka.common.utils.Exit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What happens when Kafka finds that it cannot go on. As a server of its own it halts the process without a word to
 * anybody else in it; here a start that fails is an exception to whoever started it, and a broker that fails later ends
 * the process with a sentence for the operator. What was received is in the journal by then and goes on from there.
 */
final class KafkaHalt {
    private static final Logger LOG = LoggerFactory.getLogger(KafkaHalt.class);

    /** A start that Kafka gave up; it has logged why, and hands the reason to nobody. */
    static final class GaveUpException extends RuntimeException {
        private static final long serialVersionUID = 1L;

        GaveUpException() {
            super("Kafka gave up for the reason that it has logged before");
        }
    }

    /** Whether this thread is starting a broker and will report a failure itself. */
    private static final ThreadLocal<Boolean> STARTING = ThreadLocal.withInitial(() -> false);

    private KafkaHalt() {}

    /** Runs a start on this thread; where Kafka would halt the process, an exception comes out instead. */
    static <T> T asException(Callable<T> start) throws Exception {
        Exit.setHaltProcedure(KafkaHalt::halt);
        Exit.setExitProcedure(KafkaHalt::halt);
        STARTING.set(true);
        try {
            return start.call();
        } finally {
            STARTING.set(false);
        }
    }

    private static void halt(int status, String message) {
        if (STARTING.get()) {
            throw new GaveUpException();
        }
        LOG.error(
                "Embedded Kafka cannot go on{}; the process ends. The errors before this line say why, most often that"
                        + " the disk is full or broken. Start again when that is mended: nothing acknowledged is lost",
                message == null ? "" : " (" + message + ")");
        Runtime.getRuntime().halt(status);
    }
}
