package io.trunkline.live.scenario;

import io.trunkline.live.captured.CapturedSip;

/** One element of a scenario, from the side of who sent the INVITE. */
sealed interface Step {

    /**
     * A message that it sent.
     *
     * @param method of a response, that of the request
     * @param status 0 of a request
     */
    record Send(String method, int status, long cseq, CapturedSip sip) implements Step {

        boolean is(String request) {
            return status == 0 && method.equals(request);
        }

        /** Whether it is a request within a dialog that it joins by both tags. */
        boolean isInDialog() {
            return status == 0 && sip.inDialog();
        }
    }

    /**
     * A message that it received.
     *
     * @param method of a response, that of the request
     * @param status 0 of a request
     */
    record Receive(String method, int status, long cseq, CapturedSip sip) implements Step {

        private static final int FIRST_FINAL = 200;
        private static final int FIRST_REFUSAL = 300;

        boolean isProvisional() {
            return status > 0 && status < FIRST_FINAL;
        }

        boolean accepts() {
            return method.equals("INVITE") && status >= FIRST_FINAL && status < FIRST_REFUSAL;
        }

        boolean refuses() {
            return method.equals("INVITE") && status >= FIRST_REFUSAL;
        }

        boolean challenges() {
            return (status == 401 && sip.has("www-authenticate")) || (status == 407 && sip.has("proxy-authenticate"));
        }
    }

    /** Time that passed before it sent. */
    record Pause(long millis) implements Step {}
}
