package io.trunkline.rating.state;

import java.util.Arrays;
import org.apache.kafka.common.KafkaException;

/** Who is to blame for a failure: the record that was processed, or what all records need. */
public final class Blame {

    private static final String CLIENTS = "org.apache.kafka.clients.";

    private Blame() {}

    /**
     * Whether the record is to blame, or our own code with it: another record may go through. Not so when our state cannot
     * be read, or Kafka, its stores or a client of it, in which the record was handed on, are in trouble: then trying it
     * again later helps, and passing it over does not.
     */
    public static boolean isOfRecord(Throwable failure) {
        for (Throwable each = failure; each != null; each = each.getCause()) {
            if (each instanceof UnreadableRecordException
                    || each instanceof KafkaException
                    || Arrays.stream(each.getStackTrace())
                            .anyMatch(frame -> frame.getClassName().startsWith(CLIENTS))) {
                return false;
            }
        }
        return true;
    }
}
