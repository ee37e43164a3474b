package io.trunkline.protocol.event;

import com.fasterxml.jackson.annotation.JsonProperty;

/**
 * By which rule an account pays for a call.
 *
 * @param code the rule, for programs
 * @param text the same for people, with what it found the account by: {@code by the digest user alice}
 */
public record PayerReason(Code code, String text) {

    /** The rules. Those that tell whose a call is stand in the order in which they count. */
    public enum Code {
        /** The user name of the credentials is its. */
        @JsonProperty("digest-user")
        DIGEST_USER,
        /** The call came from one of its networks. */
        @JsonProperty("source-network")
        SOURCE_NETWORK,
        /** The call came from where an address of record of its is registered. */
        @JsonProperty("registered-aor")
        REGISTERED_AOR,
        /** The P-Asserted-Identity is its. */
        @JsonProperty("asserted-identity")
        ASSERTED_IDENTITY,
        /** The From is its. */
        @JsonProperty("from")
        FROM,
        /** It is the parent of one that pays. */
        @JsonProperty("parent")
        PARENT,
        /** The call goes over its trunk. */
        @JsonProperty("trunk")
        TRUNK,
        /** Its number is called. */
        @JsonProperty("called-number")
        CALLED_NUMBER
    }
}
