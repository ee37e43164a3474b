package io.trunkline.rating.referee;

/**
 * What one side sends that it should not.
 *
 * @param percent when, in percent of the time from the first packet to the last; below 0 and above 100 too
 * @param choice picks among the forms of its kind
 */
record Move(Kind kind, int percent, int choice) {

    /** Each could be sent by one side alone, from its own address, with what it knows. */
    enum Kind {
        /** An INVITE of the same Call-ID, From tag and CSeq, on a branch of its own, in the victim's name. */
        DECOY_IN_ANOTHERS_NAME,
        DECOY_WITH_ANOTHERS_CREDENTIALS,
        DECOY_WITH_ASSERTED_IDENTITY,
        DECOY_TO_ANOTHER_NUMBER,
        DECOY_OF_ANOTHER_TAG,
        /** A failure with the branch of the caller's own INVITE, from the caller's address. */
        STRAY_FAILURE,
        /** A 200 of another branch and From tag, with a session of a second. */
        STRAY_ANSWER_OF_ANOTHER_BRANCH,
        STRAY_ANSWER_OF_OWN_BRANCH,
        STRAY_ANSWER_TO_BYE,
        BYE_OF_ANOTHER_TAG,
        /** A BYE that the platform refuses, and that its sender answers with 200 himself. */
        BYE_REFUSED_AND_SELF_ANSWERED,
        CANCEL_OF_ANOTHER_BRANCH,
        RE_INVITE_IN_ANOTHERS_NAME,
        UPDATE_TO_A_SHORT_SESSION,
        /** The called side knows the caller's branch from the Via headers. */
        CALLEES_FAILURE_ON_CALLERS_BRANCH,
        CALLEES_ANSWER_ON_CALLERS_BRANCH,
        CALLEES_LATE_FAILURE,
        CALLEES_BYE_OF_ANOTHER_TAG,
        CALLEES_DECOY_IN_ANOTHERS_NAME,
        CALLEES_CANCEL
    }
}
