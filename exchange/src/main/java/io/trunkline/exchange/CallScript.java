package io.trunkline.exchange;

import java.net.InetSocketAddress;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.LongFunction;

/**
 * All messages of one call with their moments, counted in microseconds from the call's first message.
 */
final class CallScript {

    /**
     * A message as the proxy's capture shows it.
     *
     * @param atMicros when, from the beginning of its script
     */
    record Message(
            long atMicros, InetSocketAddress source, InetSocketAddress target, Transport transport, String text) {

        /** The same message, counted from another beginning. */
        Message from(long startMicros) {
            return new Message(startMicros + atMicros, source, target, transport, text);
        }
    }

    /**
     * Where both sides wait for RTCP: at the port behind that of their media (RFC 3550, 11).
     *
     * @param caller the caller's side
     * @param callee who answers, or would
     */
    record Media(InetSocketAddress caller, InetSocketAddress callee) {}

    /** What {@link #answeredMicros()} is of a call that is not answered. */
    static final long NEVER = Long.MAX_VALUE;

    private final String callId;
    private final String fromTag;
    private final String toTag;
    private final Media media;
    private final List<Message> messages;
    private final long answeredMicros;
    private final long endedMicros;
    private final LongFunction<List<Message>> endingBySwitch;

    CallScript(
            String callId,
            String fromTag,
            String toTag,
            Media media,
            List<Message> messages,
            long answeredMicros,
            long endedMicros,
            LongFunction<List<Message>> endingBySwitch) {
        this.callId = callId;
        this.fromTag = fromTag;
        this.toTag = toTag;
        this.media = media;
        this.messages = messages.stream()
                .sorted(Comparator.comparingLong(Message::atMicros))
                .toList();
        this.answeredMicros = answeredMicros;
        this.endedMicros = endedMicros;
        this.endingBySwitch = endingBySwitch;
    }

    String callId() {
        return callId;
    }

    Media media() {
        return media;
    }

    /** In the order of their moments. */
    List<Message> messages() {
        return messages;
    }

    /** When the 200 to INVITE leaves the proxy for the caller; {@link #NEVER} if none does. */
    long answeredMicros() {
        return answeredMicros;
    }

    /** When the first BYE, or the refusal, reaches the proxy. */
    long endedMicros() {
        return endedMicros;
    }

    /** Whether these are the tags of the caller and of who answers. */
    boolean hasTags(String caller, String callee) {
        return fromTag.equals(caller) && toTag.equals(callee);
    }

    /**
     * What the proxy has of the call at a moment; empty when it is over.
     *
     * @param caller tag of the caller's side; null for any
     */
    Optional<SwitchCommands.Dialog> dialogAt(long micros, String caller) {
        boolean known = (caller == null || fromTag.equals(caller)) && micros < endedMicros;
        return known ? Optional.of(new SwitchCommands.Dialog(confirmedAt(micros), toTag)) : Optional.empty();
    }

    /** Whether the proxy has a dialog that it can end at this moment. */
    boolean confirmedAt(long micros) {
        return micros > answeredMicros && micros < endedMicros;
    }

    /** What takes the place of all messages after a moment at which the proxy ends the call by a BYE to both sides. */
    List<Message> endedBySwitch(long atMicros) {
        return endingBySwitch.apply(atMicros);
    }
}
