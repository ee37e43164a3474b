package io.trunkline.exchange;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.random.RandomGenerator;

/**
 * Writes the messages of registrations (RFC 3261, 10; RFC 3665, 2). One for each subscriber: it keeps the
 * Call-ID and counts the requests.
 */
final class RegistrationFlow {

    private static final long PROXY_MICROS = 2_000;
    private static final long ROUND_TRIP_MICROS = 30_000;

    private final Subscriber subscriber;
    private final String callId;
    private final RandomGenerator random;
    private final String tag;
    private int cseq;

    RegistrationFlow(Subscriber subscriber, String runId, RandomGenerator random) {
        this(subscriber, runId, random, 1);
    }

    /** A flow whose requests are counted from a number on. */
    RegistrationFlow(Subscriber subscriber, String runId, RandomGenerator random, int firstCseq) {
        this.cseq = firstCseq - 1;
        this.subscriber = subscriber;
        this.random = random;
        this.callId = "reg-" + runId + "-" + subscriber.user() + "@"
                + subscriber.inside().getAddress().getHostAddress();
        this.tag = DialogText.token(random);
    }

    /** REGISTER, 401, REGISTER with credentials, 200. */
    List<CallScript.Message> register(int expiresSeconds) {
        var messages = challenge(expiresSeconds);
        long again = ROUND_TRIP_MICROS + PROXY_MICROS;
        messages.addAll(exchange(again, expiresSeconds, true, 200, "OK"));
        return messages;
    }

    /** REGISTER with the credentials of before, 200. With 0 seconds the binding is given up. */
    List<CallScript.Message> refresh(int expiresSeconds) {
        return exchange(0, expiresSeconds, true, 200, "OK");
    }

    /** REGISTER, 401, REGISTER with a wrong password, 403. */
    List<CallScript.Message> fail(int expiresSeconds) {
        var messages = challenge(expiresSeconds);
        messages.addAll(exchange(ROUND_TRIP_MICROS + PROXY_MICROS, expiresSeconds, true, 403, "Forbidden"));
        return messages;
    }

    private List<CallScript.Message> challenge(int expiresSeconds) {
        return exchange(0, expiresSeconds, false, 401, "Unauthorized");
    }

    private List<CallScript.Message> exchange(
            long atMicros, int expiresSeconds, boolean authorised, int status, String reason) {
        cseq++;
        String via = "SIP/2.0/" + subscriber.transport() + " " + Proxy.text(subscriber.inside()) + ";branch="
                + DialogText.branch(random) + ";rport";
        var request = SipText.request("REGISTER", "sip:" + Proxy.DOMAIN)
                .header("Via", via)
                .header("Max-Forwards", "70");
        dialog(request, "");
        request.header("Contact", contact() + ";expires=" + expiresSeconds).header("Expires", "" + expiresSeconds);
        if (authorised) {
            request.header(
                    "Authorization",
                    "Digest username=\"" + subscriber.user() + "\", realm=\"" + Proxy.REALM + "\", nonce=\"" + hex()
                            + "\", uri=\"sip:" + Proxy.DOMAIN + "\", response=\"" + hex() + "\", algorithm=MD5");
        }
        request.header("User-Agent", subscriber.userAgent());

        var response = SipText.response(status, reason)
                .header(
                        "Via",
                        via + "=" + subscriber.outside().getPort() + ";received="
                                + subscriber.outside().getAddress().getHostAddress());
        dialog(response, ";tag=" + DialogText.token(random));
        if (status == 401) {
            response.header(
                    "WWW-Authenticate", "Digest realm=\"" + Proxy.REALM + "\", nonce=\"" + hex() + "\", algorithm=MD5");
        } else if (status == 200 && expiresSeconds > 0) {
            response.header(
                    "Contact",
                    contact() + ";expires=" + expiresSeconds + ";received=\"sip:" + Proxy.text(subscriber.outside())
                            + "\"");
        }
        response.header("Server", Proxy.SERVER);

        var messages = new ArrayList<CallScript.Message>();
        messages.add(new CallScript.Message(
                atMicros, subscriber.outside(), Proxy.ADDRESS, subscriber.transport(), request.withoutBody()));
        messages.add(new CallScript.Message(
                atMicros + PROXY_MICROS,
                Proxy.ADDRESS,
                subscriber.outside(),
                subscriber.transport(),
                response.withoutBody()));
        return messages;
    }

    private void dialog(SipText text, String toTag) {
        String self = "<sip:" + subscriber.aor() + ">";
        text.header("From", "\"" + subscriber.displayName() + "\" " + self + ";tag=" + tag)
                .header("To", self + toTag)
                .header("Call-ID", callId)
                .header("CSeq", cseq + " REGISTER");
    }

    private String contact() {
        return "<" + subscriber.contactUri() + ">";
    }

    private String hex() {
        return String.format(Locale.ROOT, "%016x%016x", random.nextLong(), random.nextLong());
    }
}
