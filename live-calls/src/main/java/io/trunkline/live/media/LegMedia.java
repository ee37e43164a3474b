package io.trunkline.live.media;

import io.trunkline.live.captured.CapturedSip;
import io.trunkline.live.media.StreamQuality.Listener;
import io.trunkline.storage.message.TraceMessage;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What the messages of one leg say of its media.
 *
 * @param callerTag tag of the From of its INVITE; empty without one
 * @param caller where the caller's side waits for media; null when it was not said
 * @param callee where the called side does; null when it was not said
 * @param clockRate ticks a second of the streams' timestamps
 */
record LegMedia(String callerTag, Place caller, Place callee, int clockRate) {

    /** Of G.711 and of most other codecs of the telephone (RFC 3551). */
    private static final int USUAL_CLOCK_RATE = 8_000;

    private static final Pattern CONNECTION = Pattern.compile("(?m)^c=IN IP[46] ([^\\s/]+)");
    private static final Pattern AUDIO = Pattern.compile("(?m)^m=audio (\\d{1,5})(?:/\\d+)? \\S+ (\\d{1,3})\\b");

    /** An address and the port of RTP there; RTCP has the same one or the next (RFC 3550, section 11; RFC 5761). */
    record Place(String host, int port) {

        boolean reports(String address) {
            return address.equals(at(port)) || address.equals(at(port + 1));
        }

        private String at(int anyPort) {
            return (host.contains(":") ? '[' + host + ']' : host) + ':' + anyPort;
        }
    }

    /** Of the messages of one Call-ID, in order of time. */
    static LegMedia of(List<TraceMessage> messages) {
        List<TraceMessage> invites = messages.stream()
                .filter(message -> message.method().equals("INVITE"))
                .toList();
        Optional<CapturedSip> invite = invites.stream()
                .filter(TraceMessage::isRequest)
                .findFirst()
                .map(message -> CapturedSip.of(message.raw()));
        Optional<CapturedSip> answer = invites.stream()
                .filter(message -> message.status() > 100 && message.status() < 300)
                .map(message -> CapturedSip.of(message.raw()))
                .filter(CapturedSip::hasSdp)
                .findFirst();
        return new LegMedia(
                invite.flatMap(sip -> sip.tag("from")).orElse(""),
                invite.flatMap(LegMedia::place).orElse(null),
                answer.flatMap(LegMedia::place).orElse(null),
                answer.or(() -> invite).flatMap(LegMedia::clockRate).orElse(USUAL_CLOCK_RATE));
    }

    private static Optional<Place> place(CapturedSip sip) {
        Matcher connection = CONNECTION.matcher(sip.body());
        Matcher audio = AUDIO.matcher(sip.body());
        return sip.hasSdp() && connection.find() && audio.find()
                ? Optional.of(new Place(connection.group(1), Integer.parseInt(audio.group(1))))
                : Optional.empty();
    }

    /**
     * That of the first codec, which is the one that is used (RFC 3264, section 6.1); nothing where it is none that codecs
     * have, for callers may write anything there.
     */
    private static Optional<Integer> clockRate(CapturedSip sip) {
        Matcher audio = AUDIO.matcher(sip.body());
        if (!sip.hasSdp() || !audio.find()) {
            return Optional.empty();
        }
        Matcher map = Pattern.compile("(?m)^a=rtpmap:" + audio.group(2) + " [^/\\s]+/([1-9]\\d{3,5})\\b")
                .matcher(sip.body());
        return map.find() ? Optional.of(Integer.valueOf(map.group(1))) : Optional.empty();
    }

    /** Which side reports from an address; null when neither does. */
    Listener at(String address) {
        if (caller != null && caller.reports(address)) {
            return Listener.CALLER;
        }
        return callee != null && callee.reports(address) ? Listener.CALLEE : null;
    }

    /** Which side wrote a request, or an answer, of the dialog. */
    Listener writer(CapturedSip sip, boolean request) {
        boolean callers = sip.tag("from").orElse("").equals(callerTag);
        return callers == request ? Listener.CALLER : Listener.CALLEE;
    }
}
