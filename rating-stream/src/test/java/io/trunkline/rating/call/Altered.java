package io.trunkline.rating.call;

import io.trunkline.rating.message.CallMessage;
import io.trunkline.rating.message.CallMessage.Invite;
import io.trunkline.rating.message.CallMessage.Request;
import io.trunkline.rating.message.CallMessage.Response;
import io.trunkline.rating.message.Capture;
import io.trunkline.rating.message.Envelope;
import io.trunkline.rating.message.Parties;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;

/** A message of which one thing is another, as forgers, other agents and other networks make them. */
record Altered(CallMessage message) {

    static Altered of(double seconds, Message message) {
        return new Altered(message.at(CallScene.moment(seconds)));
    }

    Altered callId(String callId) {
        return envelope(e ->
                new Envelope(callId, e.method(), e.cseq(), e.fromTag(), e.toTag(), e.branch(), e.sessionExpires()));
    }

    Altered fromTag(String tag) {
        return envelope(
                e -> new Envelope(e.callId(), e.method(), e.cseq(), tag, e.toTag(), e.branch(), e.sessionExpires()));
    }

    /** The tag of the side that called, when the called side sends. */
    Altered toTag(String tag) {
        return envelope(
                e -> new Envelope(e.callId(), e.method(), e.cseq(), e.fromTag(), tag, e.branch(), e.sessionExpires()));
    }

    Altered branch(String branch) {
        return envelope(e -> new Envelope(
                        e.callId(), e.method(), e.cseq(), e.fromTag(), e.toTag(), branch, e.sessionExpires()))
                .invite(i ->
                        new Invite(i.capture(), i.envelope(), topped(i.vias(), branch), i.maxForwards(), i.parties()));
    }

    private static List<String> topped(List<String> vias, String branch) {
        var all = new ArrayList<>(vias);
        all.set(0, branch);
        return all;
    }

    Altered way(String source, String target) {
        return capture(c -> new Capture(
                c.at(), c.receivedAt(), c.agent(), c.mayBill(), source, target, c.transport(), c.waitedMicros()));
    }

    /** Captured by another agent, whose clock is behind. */
    Altered by(String agent, Duration behind) {
        return capture(c -> new Capture(
                c.at().minus(behind),
                c.receivedAt(),
                agent,
                c.mayBill(),
                c.source(),
                c.target(),
                c.transport(),
                c.waitedMicros()));
    }

    /** It came so much later than the quickest of its agent. */
    Altered waiting(Duration time) {
        return capture(c -> new Capture(
                c.at(),
                c.receivedAt().plus(time),
                c.agent(),
                c.mayBill(),
                c.source(),
                c.target(),
                c.transport(),
                time.toMillis() * 1_000));
    }

    Altered maxForwards(int hops) {
        return invite(i -> new Invite(i.capture(), i.envelope(), i.vias(), hops, i.parties()));
    }

    Altered fromUser(String user) {
        return parties(p -> from(p, p.digestUsers(), user));
    }

    Altered digestUsers(String... users) {
        return parties(p -> from(p, List.of(users), p.fromUser()));
    }

    private static Parties from(Parties p, List<String> digestUsers, String fromUser) {
        return new Parties(
                digestUsers,
                fromUser,
                p.assertedUser(),
                p.requestUser(),
                p.toUser(),
                p.userAgent(),
                p.digestRealms(),
                p.registeredAor());
    }

    Altered q850(int cause) {
        return new Altered(
                switch (message) {
                    case Invite invite -> invite;
                    case Request request -> new Request(request.capture(), request.envelope(), cause);
                    case Response response ->
                        new Response(
                                response.capture(),
                                response.envelope(),
                                response.status(),
                                cause,
                                response.challengeRealm());
                });
    }

    private Altered parties(UnaryOperator<Parties> change) {
        return invite(i -> new Invite(i.capture(), i.envelope(), i.vias(), i.maxForwards(), change.apply(i.parties())));
    }

    private Altered invite(UnaryOperator<Invite> change) {
        return message instanceof Invite invite ? new Altered(change.apply(invite)) : this;
    }

    private Altered envelope(UnaryOperator<Envelope> change) {
        Envelope envelope = change.apply(message.envelope());
        return new Altered(
                switch (message) {
                    case Invite i -> new Invite(i.capture(), envelope, i.vias(), i.maxForwards(), i.parties());
                    case Request r -> new Request(r.capture(), envelope, r.q850());
                    case Response r -> new Response(r.capture(), envelope, r.status(), r.q850(), r.challengeRealm());
                });
    }

    private Altered capture(UnaryOperator<Capture> change) {
        Capture capture = change.apply(message.capture());
        return new Altered(
                switch (message) {
                    case Invite i -> new Invite(capture, i.envelope(), i.vias(), i.maxForwards(), i.parties());
                    case Request r -> new Request(capture, r.envelope(), r.q850());
                    case Response r -> new Response(capture, r.envelope(), r.status(), r.q850(), r.challengeRealm());
                });
    }
}
