package io.trunkline.rating.link;

import static io.trunkline.rating.state.Codec.TEXT;
import static io.trunkline.rating.state.Codec.TIME;
import static io.trunkline.rating.state.RecordCodec.field;
import static io.trunkline.rating.state.RecordCodec.ofFlag;
import static io.trunkline.rating.state.RecordCodec.ofLong;
import static io.trunkline.rating.state.SealedCodec.kind;

import io.trunkline.rating.state.Codec;
import io.trunkline.rating.state.RecordCodec;
import io.trunkline.rating.state.SealedCodec;
import io.trunkline.rating.state.StateSerde;
import java.lang.invoke.MethodHandles;
import org.apache.kafka.common.errors.SerializationException;

/** What is kept of legs and links, in the form of the state. A new field is one line, in its record's place. */
final class LinkCodec {

    private static final Codec<SharedValue> VALUE = RecordCodec.of(
            MethodHandles.lookup(),
            SharedValue.class,
            field("value", SharedValue::value, TEXT),
            field("by", SharedValue::by, TEXT),
            ofFlag("mayBeCallId", SharedValue::mayBeCallId));

    /** The records of the store of legs. */
    static final StateSerde<LinkedLeg> LEGS = binary(RecordCodec.of(
            MethodHandles.lookup(),
            LinkedLeg.class,
            field("values", LinkedLeg::values, VALUE.list()),
            field("calls", LinkedLeg::calls, TEXT.list())));

    private static final Codec<LinkEvent.Borne> BORNE = RecordCodec.of(
            MethodHandles.lookup(),
            LinkEvent.Borne.class,
            field("callId", LinkEvent.Borne::callId, TEXT),
            field("at", LinkEvent.Borne::at, TIME),
            field("by", LinkEvent.Borne::by, TEXT),
            ofFlag("mayBeCallId", LinkEvent.Borne::mayBeCallId));

    private static final Codec<LinkEvent.Over> OVER =
            RecordCodec.of(MethodHandles.lookup(), LinkEvent.Over.class, field("callId", LinkEvent.Over::callId, TEXT));

    /** The records of the topic of links. */
    static final StateSerde<LinkEvent> EVENTS = binary(SealedCodec.of(
            LinkEvent.class, kind(1, LinkEvent.Borne.class, BORNE), kind(2, LinkEvent.Over.class, OVER)));

    private static final Codec<Link.Leg> LEG = RecordCodec.of(
            MethodHandles.lookup(),
            Link.Leg.class,
            field("callId", Link.Leg::callId, TEXT),
            field("at", Link.Leg::at, TIME),
            field("by", Link.Leg::by, TEXT),
            ofFlag("over", Link.Leg::over));

    private static final Codec<Link.Few> FEW = RecordCodec.of(
            MethodHandles.lookup(),
            Link.Few.class,
            field("since", Link.Few::since, TIME),
            ofFlag("mayBeCallId", Link.Few::mayBeCallId),
            field("legs", Link.Few::legs, LEG.list()));

    private static final Codec<Link.Many> MANY = RecordCodec.of(
            MethodHandles.lookup(),
            Link.Many.class,
            field("since", Link.Many::since, TIME),
            ofLong("open", Link.Many::open));

    /** The records of the store of links. */
    static final StateSerde<Link> LINKS =
            binary(SealedCodec.of(Link.class, kind(1, Link.Few.class, FEW), kind(2, Link.Many.class, MANY)));

    private LinkCodec() {}

    /** No version wrote these as JSON. */
    private static <T> StateSerde<T> binary(Codec<T> codec) {
        return StateSerde.of(codec, json -> {
            throw new SerializationException("it never was JSON");
        });
    }
}
