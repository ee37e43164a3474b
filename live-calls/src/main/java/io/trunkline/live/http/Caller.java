package io.trunkline.live.http;

import io.trunkline.live.access.Role;
import java.util.function.BooleanSupplier;

/**
 * Who asks.
 *
 * @param role what it may do
 * @param bySession whether a browser's cookie said so, which a foreign page can make it send, and not a token
 * @param stillValid whether it would be let in again now: a stream outlives a logout otherwise
 */
public record Caller(Role role, boolean bySession, BooleanSupplier stillValid) {}
