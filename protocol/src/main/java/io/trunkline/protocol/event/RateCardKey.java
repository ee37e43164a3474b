package io.trunkline.protocol.event;

/**
 * Keys of the topic {@code rate-cards}.
 *
 * <pre>
 *   CARD                 the card itself: {@link RateCard}
 *   CARD#VERSION#INDEX   a chunk of its rates: {@link RateChunk}
 * </pre>
 */
public final class RateCardKey {

    /** Separates the parts of a key; an id may not contain it. */
    public static final char SEPARATOR = '#';

    private RateCardKey() {}

    /** The key of a chunk. */
    public static String chunk(String cardId, String version, int index) {
        return cardId + SEPARATOR + version + SEPARATOR + index;
    }

    /** Whether the key is that of a chunk and not of a card. */
    public static boolean isChunk(String key) {
        return key.indexOf(SEPARATOR) >= 0;
    }
}
