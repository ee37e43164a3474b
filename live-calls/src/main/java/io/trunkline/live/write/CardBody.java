package io.trunkline.live.write;

import io.trunkline.protocol.event.Rounding;

/**
 * The body of {@code PUT /rate-cards/{id}}, as it comes: anything may be missing. {@code id}, {@code rates} and
 * {@code ratesVersion} may only repeat what is there.
 */
record CardBody(
        String id,
        String name,
        String currency,
        String timeZone,
        Integer decimals,
        Rounding rounding,
        Integer rates,
        String ratesVersion) {}
