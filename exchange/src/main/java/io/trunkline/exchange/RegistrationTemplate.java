package io.trunkline.exchange;

import java.util.List;
import java.util.random.RandomGenerator;

/**
 * A telephone's registration, written once. Key of the packets is the number of their CSeq, which rises from exchange
 * to exchange.
 *
 * @param challenged REGISTER without credentials, and its 401
 * @param registered what follows it: REGISTER with credentials, 200
 * @param refreshed REGISTER with credentials, 200
 */
public record RegistrationTemplate(
        List<PacketTemplate> challenged, List<PacketTemplate> registered, List<PacketTemplate> refreshed) {

    /** The lowest number of a CSeq: a lower one would not be {@link PacketTemplate#KEY_LENGTH} digits long. */
    public static final int FIRST_CSEQ = 100_000;

    private static final int EXPIRES_SECONDS = 3_600;
    private static final int MESSAGES_OF_AN_EXCHANGE = 2;
    private static final List<String> KEYED_BY = List.of("CSeq: ", ";branch=z9hG4bK");

    static RegistrationTemplate of(Subscriber subscriber, String runId, long captureId, RandomGenerator random) {
        var flow = new RegistrationFlow(subscriber, runId, random, FIRST_CSEQ);
        var first = templates(flow.register(EXPIRES_SECONDS), captureId);
        return new RegistrationTemplate(
                first.subList(0, MESSAGES_OF_AN_EXCHANGE),
                first.subList(MESSAGES_OF_AN_EXCHANGE, first.size()),
                templates(flow.refresh(EXPIRES_SECONDS), captureId));
    }

    private static List<PacketTemplate> templates(List<CallScript.Message> messages, long captureId) {
        return messages.stream()
                .map(message -> PacketTemplate.of(message, captureId, KEYED_BY))
                .toList();
    }
}
