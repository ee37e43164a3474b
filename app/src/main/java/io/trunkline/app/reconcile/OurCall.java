package io.trunkline.app.reconcile;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.math.BigDecimal;
import java.time.Instant;

/**
 * A call that went over the carrier's trunk, as we recorded and priced it.
 *
 * @param id by which it is known here: its Call-ID
 * @param from the calling number or user
 * @param number the called number, E.164 digits, or a user
 * @param atMillis the moment that is compared, milliseconds since the epoch
 * @param seconds its length, whole seconds
 * @param price what it costs by the carrier's cost card; null when no rate fits
 */
public record OurCall(String id, String from, String number, long atMillis, long seconds, BigDecimal price) {

    private static final long MILLIS = 1_000;

    /**
     * Reads an item of {@code GET /accounts/{id}/calls}.
     *
     * @param moment what its time is
     * @param billed whether the length is that which was billed, and not that which was talked
     * @param currency in which it must be
     * @throws IOException when it is in another currency
     */
    static OurCall of(JsonNode item, Moment moment, boolean billed, String currency) throws IOException {
        String id = item.path("id").asText();
        boolean priced = item.path("price").isTextual();
        if (priced && !currency.equals(item.path("currency").asText())) {
            throw new IOException("the call " + id + " was charged in "
                    + item.path("currency").asText() + " and not in " + currency + ": they cannot be compared");
        }
        long seconds = billed
                ? item.path("billedSeconds").asLong()
                : Math.ceilDiv(item.path("durationMillis").asLong(), MILLIS);
        return new OurCall(
                id,
                item.path("from").asText(),
                item.path("to").asText(),
                Instant.parse(item.path(moment.field()).asText()).toEpochMilli(),
                seconds,
                priced ? new BigDecimal(item.path("price").asText()) : null);
    }
}
