package io.trunkline.protocol.sip;

/**
 * A medium of a session description.
 *
 * @param line its media line without {@code m=} (RFC 8866 5.14)
 * @param connection the connection line that holds for it, without {@code c=} (RFC 8866 5.7): its own, or else that of
 *     the session; null when there is neither
 */
public record SipMedia(String line, String connection) {}
