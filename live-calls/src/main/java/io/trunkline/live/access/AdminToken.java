package io.trunkline.live.access;

import java.security.MessageDigest;

/** The token of the role {@code admin}. Only its digest is kept. May be used by any thread. */
public final class AdminToken {

    private final byte[] digest;

    /**
     * Takes the token.
     *
     * @param token what a caller must show; not empty
     * @throws IllegalArgumentException when it is empty
     */
    public AdminToken(String token) {
        if (token.isBlank()) {
            throw new IllegalArgumentException("http.admin-token is empty");
        }
        digest = Secret.sha256(token);
    }

    /** Whether this is the token. Takes the same time however much of it is right. */
    public boolean matches(String candidate) {
        return MessageDigest.isEqual(digest, Secret.sha256(candidate));
    }
}
