package io.trunkline.rating.registration;

import static io.trunkline.rating.state.Codec.TEXT;
import static io.trunkline.rating.state.Codec.TIME;
import static io.trunkline.rating.state.EnumCodec.code;
import static io.trunkline.rating.state.RecordCodec.field;
import static io.trunkline.rating.state.RecordCodec.ofFlag;
import static io.trunkline.rating.state.RecordCodec.ofInt;

import io.trunkline.protocol.Json;
import io.trunkline.protocol.event.Registration;
import io.trunkline.rating.message.MessageCodec;
import io.trunkline.rating.state.Codec;
import io.trunkline.rating.state.EnumCodec;
import io.trunkline.rating.state.RecordCodec;
import io.trunkline.rating.state.StateSerde;
import java.lang.invoke.MethodHandles;
import java.time.Instant;

/** What is kept of an address of record, in the form of the state. A new field is one line, in its record's place. */
final class TrackedAddressCodec {

    private static final Codec<Registration.State> STATE = EnumCodec.of(
            Registration.State.class,
            code(1, Registration.State.ACTIVE),
            code(2, Registration.State.EXPIRED),
            code(3, Registration.State.FAILED),
            code(4, Registration.State.REMOVED));

    private static final Codec<Registration> REGISTRATION = RecordCodec.of(
            MethodHandles.lookup(),
            Registration.class,
            field("id", Registration::id, TEXT),
            field("aor", Registration::aor, TEXT),
            field("accountId", Registration::accountId, TEXT),
            field("contact", Registration::contact, TEXT),
            field("receivedFrom", Registration::receivedFrom, TEXT),
            field("transport", Registration::transport, TEXT),
            field("userAgent", Registration::userAgent, TEXT),
            field("registeredAt", Registration::registeredAt, TIME),
            field("expiresAt", Registration::expiresAt, TIME),
            field("state", Registration::state, STATE),
            field("cause", Registration::cause, TEXT),
            field("agent", Registration::agent, TEXT),
            ofFlag("mayBill", Registration::mayBill).since(10, false));

    private static final Codec<TrackedAddress.Binding> BINDING = RecordCodec.of(
            MethodHandles.lookup(),
            TrackedAddress.Binding.class,
            field("registration", TrackedAddress.Binding::registration, REGISTRATION),
            field("deadline", TrackedAddress.Binding::deadline, TIME),
            field("device", TrackedAddress.Binding::device, TEXT).since(2, null),
            field("grantedAt", TrackedAddress.Binding::grantedAt, TIME).since(2, Instant.EPOCH));

    private static final Codec<TrackedAddress.Pending> PENDING = RecordCodec.of(
            MethodHandles.lookup(),
            TrackedAddress.Pending.class,
            field("request", TrackedAddress.Pending::request, MessageCodec.REGISTER),
            field("deadline", TrackedAddress.Pending::deadline, TIME));

    private static final Codec<TrackedAddress.Refusals> REFUSALS = RecordCodec.of(
            MethodHandles.lookup(),
            TrackedAddress.Refusals.class,
            ofInt("count", TrackedAddress.Refusals::count),
            field("until", TrackedAddress.Refusals::until, TIME));

    /** The records of the store of addresses. */
    static final StateSerde<TrackedAddress> SERDE = StateSerde.of(
            RecordCodec.of(
                    MethodHandles.lookup(),
                    TrackedAddress.class,
                    field("bindings", TrackedAddress::bindings, BINDING.list()),
                    field("pending", TrackedAddress::pending, PENDING.list()),
                    field("refusals", TrackedAddress::refusals, REFUSALS)),
            json -> Json.read(json, TrackedAddress.class));

    private TrackedAddressCodec() {}
}
