package io.trunkline.rating.call;

import static io.trunkline.rating.state.Codec.FLAG;
import static io.trunkline.rating.state.Codec.INT;
import static io.trunkline.rating.state.Codec.LONG;
import static io.trunkline.rating.state.Codec.TEXT;
import static io.trunkline.rating.state.Codec.TIME;
import static io.trunkline.rating.state.RecordCodec.field;
import static io.trunkline.rating.state.SealedCodec.kind;

import io.trunkline.protocol.Json;
import io.trunkline.rating.message.MessageCodec;
import io.trunkline.rating.state.Codec;
import io.trunkline.rating.state.RecordCodec;
import io.trunkline.rating.state.SealedCodec;
import io.trunkline.rating.state.StateSerde;
import java.lang.invoke.MethodHandles;

/** What is kept of a call between two messages, in the form of the state. A new field is one line, in its record's place. */
final class TrackedCallCodec {

    private static final Codec<Attempt> ATTEMPT = RecordCodec.of(
            MethodHandles.lookup(),
            Attempt.class,
            field("cseq", LONG),
            field("branch", TEXT),
            field("maxForwards", INT),
            field("entry", TEXT),
            field("exit", TEXT));

    private static final Codec<Ending> ENDING = RecordCodec.of(
            MethodHandles.lookup(),
            Ending.class,
            field("at", TIME),
            field("outcome", CallCodec.OUTCOME),
            field("endedBy", CallCodec.ENDED_BY),
            field("status", INT));

    private static final Codec<TrackedCall.EarlyBye> EARLY_BYE = RecordCodec.of(
            MethodHandles.lookup(),
            TrackedCall.EarlyBye.class,
            field("at", TIME),
            field("by", CallCodec.ENDED_BY),
            field("calleeTag", TEXT));

    private static final Codec<TrackedCall.Unknown> UNKNOWN = RecordCodec.of(
            MethodHandles.lookup(),
            TrackedCall.Unknown.class,
            field("held", MessageCodec.CALL_MESSAGE.list()),
            field("deadline", TIME));

    private static final Codec<TrackedCall.Ringing> RINGING = RecordCodec.of(
            MethodHandles.lookup(),
            TrackedCall.Ringing.class,
            field("call", CallCodec.RINGING),
            field("attempt", ATTEMPT),
            field("expected", ENDING),
            field("mayRetry", FLAG),
            field("earlyBye", EARLY_BYE),
            field("deadline", TIME));

    private static final Codec<TrackedCall.Answered> ANSWERED = RecordCodec.of(
            MethodHandles.lookup(),
            TrackedCall.Answered.class,
            field("call", CallCodec.ANSWERED),
            field("attempt", ATTEMPT),
            field("lastSignAt", TIME),
            field("sessionSeconds", LONG),
            field("expected", ENDING),
            field("deadline", TIME));

    private static final Codec<TrackedCall.Ended> ENDED = RecordCodec.of(
            MethodHandles.lookup(),
            TrackedCall.Ended.class,
            field("call", CallCodec.ENDED),
            field("cseq", LONG),
            field("deadline", TIME));

    /** The records of the store of calls. */
    static final StateSerde<TrackedCall> SERDE = StateSerde.of(
            SealedCodec.of(
                    TrackedCall.class,
                    kind(1, TrackedCall.Unknown.class, UNKNOWN),
                    kind(2, TrackedCall.Ringing.class, RINGING),
                    kind(3, TrackedCall.Answered.class, ANSWERED),
                    kind(4, TrackedCall.Ended.class, ENDED)),
            json -> Json.read(json, TrackedCall.class));

    private TrackedCallCodec() {}
}
