package io.trunkline.live.mail;

import java.time.Instant;

/**
 * A mail as it goes to the server.
 *
 * @param id names it, also for whoever receives it twice
 * @param to one address
 * @param subject one line
 * @param text plain text
 * @param at when that happened of which it tells
 */
record Mail(String id, String to, String subject, String text, Instant at) {}
