package io.trunkline.rating.call;

/**
 * The INVITE transaction by which the caller tries to call, as seen nearest to the caller.
 *
 * @param cseq number of its CSeq
 * @param branch branch of its top Via: a final response with it goes to the caller, any other one only
 *     ends a fork (RFC 3261, 16.7 and 17.1.3)
 * @param maxForwards its Max-Forwards: each proxy takes one off
 * @param entry address and port at which it came to the platform
 * @param exit address and port from which the platform sent it on; null while no such copy was seen
 */
record Attempt(long cseq, String branch, int maxForwards, String entry, String exit) {

    Attempt withExit(String address) {
        return new Attempt(cseq, branch, maxForwards, entry, address);
    }

    /** Whether a response or CANCEL belongs to the caller's own hop. */
    boolean isCallersHop(String otherBranch) {
        return branch == null || otherBranch == null || branch.equals(otherBranch);
    }

    /** Whether the address is the platform's: known only where both its sides are captured. */
    boolean isPlatform(String address) {
        return exit != null && (address.equals(exit) || address.equals(entry));
    }
}
