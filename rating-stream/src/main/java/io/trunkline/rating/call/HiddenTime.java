package io.trunkline.rating.call;

import java.time.Instant;

/**
 * A time in which messages of a call that rang may be missing.
 *
 * @param from the last moment of which it is known that none is, by the collector's clock
 * @param until from when on none is, likewise
 */
record HiddenTime(Instant from, Instant until) {}
