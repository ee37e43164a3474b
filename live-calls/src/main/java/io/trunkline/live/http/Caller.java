package io.trunkline.live.http;

import io.trunkline.live.access.Grant;
import java.util.function.BooleanSupplier;

/**
 * Who asks.
 *
 * @param grant what it may do, and whose things it sees
 * @param bySession whether a browser's cookie said so, which a foreign page can make it send, and not a token
 * @param stillValid whether it would be let in again now: a stream outlives a logout otherwise
 */
public record Caller(Grant grant, boolean bySession, BooleanSupplier stillValid) {}
