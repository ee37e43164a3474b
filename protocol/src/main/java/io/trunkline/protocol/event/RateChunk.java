package io.trunkline.protocol.event;

import java.util.List;

/**
 * A part of the rates of a card.
 *
 * @param cardId the card
 * @param version the upload to which the part belongs
 * @param index 0 to the card's number of chunks − 1
 * @param rates the lines, at most {@link #MAX_RATES}
 */
public record RateChunk(String cardId, String version, int index, List<Rate> rates) {

    /** Lines in a chunk at most: a record then stays well below a broker's usual limit of 1 MiB. */
    public static final int MAX_RATES = 2_000;

    /** Takes an unmodifiable copy of the rates. */
    public RateChunk {
        rates = List.copyOf(rates);
    }
}
