package io.trunkline.rating.call;

import static io.trunkline.rating.state.Codec.TEXT;
import static io.trunkline.rating.state.Codec.TIME;
import static io.trunkline.rating.state.EnumCodec.code;
import static io.trunkline.rating.state.RecordCodec.field;
import static io.trunkline.rating.state.RecordCodec.ofFlag;
import static io.trunkline.rating.state.RecordCodec.ofInt;
import static io.trunkline.rating.state.RecordCodec.ofLong;
import static io.trunkline.rating.state.SealedCodec.kind;

import io.trunkline.protocol.dialog.Hop;
import io.trunkline.rating.message.MessageCodec;
import io.trunkline.rating.state.Codec;
import io.trunkline.rating.state.EnumCodec;
import io.trunkline.rating.state.RecordCodec;
import io.trunkline.rating.state.SealedCodec;
import io.trunkline.rating.state.StateSerde;
import java.lang.invoke.MethodHandles;
import java.util.List;

/** What is kept of a call between two messages, in the form of the state. A new field is one line, in its record's place. */
final class TrackedCallCodec {

    private static final Codec<Attempt> ATTEMPT = RecordCodec.of(
            MethodHandles.lookup(),
            Attempt.class,
            ofLong("cseq", Attempt::cseq),
            field("branch", Attempt::branch, TEXT),
            field("vias", Attempt::vias, TEXT.list()),
            ofInt("maxForwards", Attempt::maxForwards),
            field("capture", Attempt::capture, MessageCodec.CAPTURE),
            field("parties", Attempt::parties, MessageCodec.PARTIES),
            ofFlag("refused", Attempt::refused),
            field("challengeRealm", Attempt::challengeRealm, TEXT).since(2, null));

    private static final Codec<Attempts> ATTEMPTS = RecordCodec.of(
            MethodHandles.lookup(),
            Attempts.class,
            field("all", Attempts::all, ATTEMPT.list()),
            field("realms", Attempts::realms, TEXT.list()).since(4, List.of()));

    private static final Codec<Ending> ENDING = RecordCodec.of(
            MethodHandles.lookup(),
            Ending.class,
            field("at", Ending::at, TIME),
            field("outcome", Ending::outcome, CallCodec.OUTCOME),
            ofInt("status", Ending::status),
            field("cause", Ending::cause, CallCodec.CAUSE),
            ofFlag("skewed", Ending::skewed));

    private static final Codec<Hop> HOP = RecordCodec.of(
            MethodHandles.lookup(), Hop.class, field("source", Hop::source, TEXT), field("target", Hop::target, TEXT));

    private static final Codec<Bye.Seen> SEEN = RecordCodec.of(
            MethodHandles.lookup(),
            Bye.Seen.class,
            field("branch", Bye.Seen::branch, TEXT),
            field("hop", Bye.Seen::hop, HOP));

    private static final Codec<Bye.Fate> FATE =
            EnumCodec.of(Bye.Fate.class, code(1, Bye.Fate.OPEN), code(2, Bye.Fate.ACCEPTED), code(3, Bye.Fate.REFUSED));

    private static final Codec<Bye> BYE = RecordCodec.of(
            MethodHandles.lookup(),
            Bye.class,
            ofFlag("byCaller", Bye::byCaller),
            field("dialog", Bye::dialog, TEXT),
            ofLong("cseq", Bye::cseq),
            field("hops", Bye::hops, SEEN.list()),
            field("capture", Bye::capture, MessageCodec.CAPTURE),
            field("other", Bye::other, MessageCodec.CAPTURE),
            ofInt("q850", Bye::q850),
            field("fate", Bye::fate, FATE),
            field("fateAt", Bye::fateAt, TIME),
            field("due", Bye::due, TIME));

    private static final Codec<Byes> BYES =
            RecordCodec.of(MethodHandles.lookup(), Byes.class, field("all", Byes::all, BYE.list()));

    private static final Codec<Unknown> UNKNOWN = RecordCodec.of(
            MethodHandles.lookup(),
            Unknown.class,
            field("held", Unknown::held, MessageCodec.CALL_MESSAGE.list()),
            field("deadline", Unknown::deadline, TIME));

    private static final Codec<HiddenTime> HIDDEN = RecordCodec.of(
            MethodHandles.lookup(),
            HiddenTime.class,
            field("from", HiddenTime::from, TIME),
            field("until", HiddenTime::until, TIME));

    private static final Codec<TrackedCall.Ringing> RINGING = RecordCodec.of(
            MethodHandles.lookup(),
            TrackedCall.Ringing.class,
            field("call", TrackedCall.Ringing::call, CallCodec.RINGING),
            field("attempts", TrackedCall.Ringing::attempts, ATTEMPTS),
            ofFlag("ofPlatform", TrackedCall.Ringing::ofPlatform),
            field("held", TrackedCall.Ringing::held, MessageCodec.RESPONSE.list()),
            field("heldUntil", TrackedCall.Ringing::heldUntil, TIME),
            field("expected", TrackedCall.Ringing::expected, ENDING),
            ofFlag("mayRetry", TrackedCall.Ringing::mayRetry),
            field("byes", TrackedCall.Ringing::byes, BYES),
            field("giveUpAt", TrackedCall.Ringing::giveUpAt, TIME),
            field("hidden", (TrackedCall.Ringing call) -> call.hidden(), HIDDEN).since(6, null),
            ofFlag("belated", (TrackedCall.Ringing call) -> call.belated()).since(6, false));

    private static final Codec<EndAsked> ASKED = RecordCodec.of(
            MethodHandles.lookup(), EndAsked.class, field("by", EndAsked::by, TEXT), field("at", EndAsked::at, TIME));

    private static final Codec<TrackedCall.Answered> ANSWERED = RecordCodec.of(
            MethodHandles.lookup(),
            TrackedCall.Answered.class,
            field("call", TrackedCall.Answered::call, CallCodec.ANSWERED),
            field("attempts", TrackedCall.Answered::attempts, ATTEMPTS),
            field("answered", TrackedCall.Answered::answered, ATTEMPT),
            ofFlag("ofPlatform", TrackedCall.Answered::ofPlatform),
            field("answer", TrackedCall.Answered::answer, MessageCodec.CAPTURE),
            field("lastSign", TrackedCall.Answered::lastSign, MessageCodec.CAPTURE),
            field("open", TrackedCall.Answered::open, TEXT.list()),
            field("closed", TrackedCall.Answered::closed, TEXT.list()),
            field("byes", TrackedCall.Answered::byes, BYES),
            field("lastBye", TrackedCall.Answered::lastBye, BYE).since(2, null),
            field("giveUpAt", TrackedCall.Answered::giveUpAt, TIME),
            field("asked", (TrackedCall.Answered call) -> call.asked(), ASKED).since(5, null),
            ofFlag("answerUnseen", TrackedCall.Answered::answerUnseen).since(6, false));

    private static final Codec<TrackedCall.Ended> ENDED = RecordCodec.of(
            MethodHandles.lookup(),
            TrackedCall.Ended.class,
            field("call", TrackedCall.Ended::call, CallCodec.ENDED),
            field("attempts", TrackedCall.Ended::attempts, ATTEMPTS),
            field("callers", TrackedCall.Ended::callers, ATTEMPT),
            field("dialogs", TrackedCall.Ended::dialogs, TEXT.list()),
            field("deadline", TrackedCall.Ended::deadline, TIME));

    /** The records of the store of calls. */
    static final StateSerde<TrackedCall> SERDE = StateSerde.of(
            SealedCodec.of(
                    TrackedCall.class,
                    kind(1, Unknown.class, UNKNOWN),
                    kind(2, TrackedCall.Ringing.class, RINGING),
                    kind(3, TrackedCall.Answered.class, ANSWERED),
                    kind(4, TrackedCall.Ended.class, ENDED)),
            StoredBefore::read);

    private TrackedCallCodec() {}
}
