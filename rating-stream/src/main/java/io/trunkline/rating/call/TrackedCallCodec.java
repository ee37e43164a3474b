package io.trunkline.rating.call;

import static io.trunkline.rating.state.Codec.FLAG;
import static io.trunkline.rating.state.Codec.INT;
import static io.trunkline.rating.state.Codec.LONG;
import static io.trunkline.rating.state.Codec.TEXT;
import static io.trunkline.rating.state.Codec.TIME;
import static io.trunkline.rating.state.EnumCodec.code;
import static io.trunkline.rating.state.RecordCodec.field;
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
            field("cseq", LONG),
            field("branch", TEXT),
            field("vias", TEXT.list()),
            field("maxForwards", INT),
            field("capture", MessageCodec.CAPTURE),
            field("parties", MessageCodec.PARTIES),
            field("refused", FLAG),
            field("challengeRealm", TEXT).since(2, null));

    private static final Codec<Attempts> ATTEMPTS = RecordCodec.of(
            MethodHandles.lookup(),
            Attempts.class,
            field("all", ATTEMPT.list()),
            field("realms", TEXT.list()).since(4, List.of()));

    private static final Codec<Ending> ENDING = RecordCodec.of(
            MethodHandles.lookup(),
            Ending.class,
            field("at", TIME),
            field("outcome", CallCodec.OUTCOME),
            field("status", INT),
            field("cause", CallCodec.CAUSE),
            field("skewed", FLAG));

    private static final Codec<Hop> HOP =
            RecordCodec.of(MethodHandles.lookup(), Hop.class, field("source", TEXT), field("target", TEXT));

    private static final Codec<Bye.Seen> SEEN =
            RecordCodec.of(MethodHandles.lookup(), Bye.Seen.class, field("branch", TEXT), field("hop", HOP));

    private static final Codec<Bye.Fate> FATE =
            EnumCodec.of(Bye.Fate.class, code(1, Bye.Fate.OPEN), code(2, Bye.Fate.ACCEPTED), code(3, Bye.Fate.REFUSED));

    private static final Codec<Bye> BYE = RecordCodec.of(
            MethodHandles.lookup(),
            Bye.class,
            field("byCaller", FLAG),
            field("dialog", TEXT),
            field("cseq", LONG),
            field("hops", SEEN.list()),
            field("capture", MessageCodec.CAPTURE),
            field("other", MessageCodec.CAPTURE),
            field("q850", INT),
            field("fate", FATE),
            field("fateAt", TIME),
            field("due", TIME));

    private static final Codec<Byes> BYES =
            RecordCodec.of(MethodHandles.lookup(), Byes.class, field("all", BYE.list()));

    private static final Codec<Unknown> UNKNOWN = RecordCodec.of(
            MethodHandles.lookup(),
            Unknown.class,
            field("held", MessageCodec.CALL_MESSAGE.list()),
            field("deadline", TIME));

    private static final Codec<HiddenTime> HIDDEN =
            RecordCodec.of(MethodHandles.lookup(), HiddenTime.class, field("from", TIME), field("until", TIME));

    private static final Codec<TrackedCall.Ringing> RINGING = RecordCodec.of(
            MethodHandles.lookup(),
            TrackedCall.Ringing.class,
            field("call", CallCodec.RINGING),
            field("attempts", ATTEMPTS),
            field("ofPlatform", FLAG),
            field("held", MessageCodec.RESPONSE.list()),
            field("heldUntil", TIME),
            field("expected", ENDING),
            field("mayRetry", FLAG),
            field("byes", BYES),
            field("giveUpAt", TIME),
            field("hidden", HIDDEN).since(6, null),
            field("belated", FLAG).since(6, false));

    private static final Codec<EndAsked> ASKED =
            RecordCodec.of(MethodHandles.lookup(), EndAsked.class, field("by", TEXT), field("at", TIME));

    private static final Codec<TrackedCall.Answered> ANSWERED = RecordCodec.of(
            MethodHandles.lookup(),
            TrackedCall.Answered.class,
            field("call", CallCodec.ANSWERED),
            field("attempts", ATTEMPTS),
            field("answered", ATTEMPT),
            field("ofPlatform", FLAG),
            field("answer", MessageCodec.CAPTURE),
            field("lastSign", MessageCodec.CAPTURE),
            field("open", TEXT.list()),
            field("closed", TEXT.list()),
            field("byes", BYES),
            field("lastBye", BYE).since(2, null),
            field("giveUpAt", TIME),
            field("asked", ASKED).since(5, null),
            field("answerUnseen", FLAG).since(6, false));

    private static final Codec<TrackedCall.Ended> ENDED = RecordCodec.of(
            MethodHandles.lookup(),
            TrackedCall.Ended.class,
            field("call", CallCodec.ENDED),
            field("attempts", ATTEMPTS),
            field("callers", ATTEMPT),
            field("dialogs", TEXT.list()),
            field("deadline", TIME));

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
