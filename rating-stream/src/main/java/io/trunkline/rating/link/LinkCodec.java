package io.trunkline.rating.link;

import static io.trunkline.rating.state.Codec.FLAG;
import static io.trunkline.rating.state.Codec.LONG;
import static io.trunkline.rating.state.Codec.TEXT;
import static io.trunkline.rating.state.Codec.TIME;
import static io.trunkline.rating.state.RecordCodec.field;
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
            field("value", TEXT),
            field("by", TEXT),
            field("mayBeCallId", FLAG));

    /** The records of the store of legs. */
    static final StateSerde<LinkedLeg> LEGS = binary(RecordCodec.of(
            MethodHandles.lookup(), LinkedLeg.class, field("values", VALUE.list()), field("calls", TEXT.list())));

    private static final Codec<LinkEvent.Borne> BORNE = RecordCodec.of(
            MethodHandles.lookup(),
            LinkEvent.Borne.class,
            field("callId", TEXT),
            field("at", TIME),
            field("by", TEXT),
            field("mayBeCallId", FLAG));

    private static final Codec<LinkEvent.Over> OVER =
            RecordCodec.of(MethodHandles.lookup(), LinkEvent.Over.class, field("callId", TEXT));

    /** The records of the topic of links. */
    static final StateSerde<LinkEvent> EVENTS = binary(SealedCodec.of(
            LinkEvent.class, kind(1, LinkEvent.Borne.class, BORNE), kind(2, LinkEvent.Over.class, OVER)));

    private static final Codec<Link.Leg> LEG = RecordCodec.of(
            MethodHandles.lookup(),
            Link.Leg.class,
            field("callId", TEXT),
            field("at", TIME),
            field("by", TEXT),
            field("over", FLAG));

    private static final Codec<Link.Few> FEW = RecordCodec.of(
            MethodHandles.lookup(),
            Link.Few.class,
            field("since", TIME),
            field("mayBeCallId", FLAG),
            field("legs", LEG.list()));

    private static final Codec<Link.Many> MANY =
            RecordCodec.of(MethodHandles.lookup(), Link.Many.class, field("since", TIME), field("open", LONG));

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
