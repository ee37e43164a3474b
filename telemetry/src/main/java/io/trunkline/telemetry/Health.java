package io.trunkline.telemetry;

import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;

/**
 * Whether the parts of one process do their work. The whole is {@link Status#STARTING} until every part that was
 * announced serves, whatever the single parts say: who believes it is up may send. All methods may be called from any
 * thread.
 */
public final class Health {

    /** How a part, or the whole, is. */
    public enum Status {
        /** It does its work. */
        UP,
        /** It does its work late or in part. */
        DEGRADED,
        /** It does not yet. */
        STARTING,
        /** It does not. */
        DOWN
    }

    /**
     * A part's word on itself.
     *
     * @param status how it is
     * @param detail for people: what is wrong and since when; empty when nothing is
     */
    public record Part(Status status, String detail) {

        /** A part that does its work. */
        public static Part up() {
            return new Part(Status.UP, "");
        }

        /** A part that does its work late or in part. */
        public static Part degraded(String detail) {
            return new Part(Status.DEGRADED, detail);
        }

        /** A part that does not do its work yet. */
        public static Part starting(String detail) {
            return new Part(Status.STARTING, detail);
        }

        /** A part that does not do its work. */
        public static Part down(String detail) {
            return new Part(Status.DOWN, detail);
        }
    }

    private final Map<String, Supplier<Part>> parts = new ConcurrentHashMap<>();

    private volatile boolean started;

    /** The process is starting, and none of its parts is known yet. */
    public Health() {}

    /**
     * Tells of a part that has not come as far as to speak for itself.
     *
     * @param name the name under which it will
     */
    public void announce(String name) {
        parts.putIfAbsent(name, () -> Part.starting("starts"));
    }

    /** Every part of the process serves: from here on the whole is as its parts are. */
    public void started() {
        started = true;
    }

    /**
     * Adds a part, or replaces the one of that name.
     *
     * @param name for people and scripts: {@code kafka}, {@code clickhouse}, {@code journal} …
     * @param part asked each time the health is; must answer at once
     */
    public void part(String name, Supplier<Part> part) {
        parts.put(name, part);
    }

    /** Every part's word, by name. */
    public Map<String, Part> parts() {
        var answers = new TreeMap<String, Part>();
        parts.forEach((name, part) -> answers.put(name, part.get()));
        return answers;
    }

    /**
     * How the process is: the worst of its parts, and not better than starting before it has {@link #started}.
     *
     * @param parts as {@link #parts} gave them
     */
    public Status whole(Map<String, Part> parts) {
        Status worst = worst(parts);
        return started || worst.compareTo(Status.STARTING) > 0 ? worst : Status.STARTING;
    }

    /** The worst of the parts. */
    public static Status worst(Map<String, Part> parts) {
        return parts.values().stream().map(Part::status).max(Enum::compareTo).orElse(Status.UP);
    }
}
