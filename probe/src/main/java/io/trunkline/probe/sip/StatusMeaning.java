package io.trunkline.probe.sip;

import io.trunkline.protocol.event.EndpointTest.Result;
import io.trunkline.protocol.event.Reachability;
import io.trunkline.protocol.event.Reachability.Code;

/**
 * What the answer to OPTIONS means for calls. RFC 3261, 11.2: its status is the one that an INVITE would have got.
 *
 * @param result of the step
 * @param code how the endpoint stands
 * @param text what it means, and what to tell the customer
 */
record StatusMeaning(Result result, Code code, String text) {

    /** Of a final status. */
    static StatusMeaning of(int status) {
        return switch (status) {
            case 301, 302, 305, 380 ->
                bad(Code.MOVED, "It sends calls elsewhere: look at the call forwarding of the telephone");
            case 401, 407 ->
                refused("It asks the platform for a password: turn off the check of incoming calls in the "
                        + "telephone, or let it trust the platform's address");
            case 403 ->
                refused("It forbids calls from here: look for a list of allowed callers or a block of anonymous "
                        + "ones in the telephone");
            case 404, 604 ->
                refused("Something answers there and does not know this user: another device has the "
                        + "address now, or the telephone's account is set up differently. Register the telephone anew");
            case 405, 501 -> there("It does not know OPTIONS, but it is there and takes requests");
            case 406, 415, 420, 488, 606 -> there("It is there; it only did not like the test's message");
            case 408, 504 -> refused("Something in front of it answers, and could not reach it");
            case 410 -> refused("It is gone for good, says what answers there");
            case 480 ->
                refused("It is there and takes no calls now: look for do-not-disturb, or an account that is "
                        + "switched off in the telephone");
            case 481 -> refused("It took the test for a part of a call that it does not know: restart the telephone");
            case 483 -> refused("The test went round in a circle in front of it: look at its proxy settings");
            case 486, 600 -> there("It is there and busy now, or set to do-not-disturb");
            case 503 -> refused("It is overloaded or starting: try again, and restart the telephone");
            case 603 -> refused("It declines calls: look for do-not-disturb or a rejection rule in the telephone");
            default ->
                status / 100 == 2
                        ? new StatusMeaning(Result.OK, Code.REACHABLE, "It takes calls")
                        : refused(
                                status / 100 == 5
                                        ? "It has a fault of its own: restart the telephone"
                                        : "It would refuse a call with the same status");
        };
    }

    private static StatusMeaning refused(String text) {
        return bad(Code.REFUSED, text);
    }

    private static StatusMeaning bad(Code code, String text) {
        return new StatusMeaning(Result.FAIL, code, text);
    }

    private static StatusMeaning there(String text) {
        return new StatusMeaning(Result.WARN, Code.REACHABLE, text);
    }

    /** The verdict that goes with it. */
    Reachability verdict(String found) {
        return new Reachability(code == Code.REACHABLE, code, found + ". " + text);
    }
}
