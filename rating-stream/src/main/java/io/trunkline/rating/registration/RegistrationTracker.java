package io.trunkline.rating.registration;

import io.trunkline.customers.Customers;
import io.trunkline.protocol.event.Account;
import io.trunkline.protocol.event.Registration;
import io.trunkline.protocol.event.Registration.State;
import io.trunkline.rating.message.Capture;
import io.trunkline.rating.message.RegisterMessage;
import io.trunkline.rating.message.RegisterMessage.Contact;
import io.trunkline.rating.message.RegisterMessage.Request;
import io.trunkline.rating.message.RegisterMessage.Response;
import io.trunkline.rating.registration.TrackedAddress.Binding;
import io.trunkline.rating.registration.TrackedAddress.Pending;
import io.trunkline.rating.registration.TrackedAddress.Refusals;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;

/**
 * The bindings of an address of record as a passive observer sees them, by RFC 3261, section 10. What a
 * REGISTER asks for counts once a 200 grants it. Bindings that a 200 lists and that no REGISTER was seen to
 * ask for are not believed: where they came from is not known. Keeps nothing itself.
 */
final class RegistrationTracker {

    /** Bindings and open transactions of one address that are kept; more is an attack. */
    private static final int MOST = 64;

    /** One 401 to credentials may only say that the nonce is stale; a second in a row says that they are wrong. */
    private static final int REFUSALS_THAT_FAIL = 2;

    private final RegistrationTimes times;
    private final Customers customers;

    RegistrationTracker(RegistrationTimes times, Customers customers) {
        this.times = times;
        this.customers = customers;
    }

    /** What a message makes of an address. */
    TrackedAddress on(String aor, TrackedAddress before, RegisterMessage message) {
        return switch (message) {
            case Request request -> onRequest(before, request);
            case Response response -> onResponse(aor, before, response);
        };
    }

    /** What becomes of an address when a deadline of it has come. */
    TrackedAddress expire(TrackedAddress before, Instant now) {
        var bindings = new ArrayList<Binding>();
        for (Binding binding : before.bindings()) {
            if (binding.deadline().isAfter(now)) {
                bindings.add(binding);
            } else if (binding.isActive()) {
                Registration registration = binding.registration();
                bindings.add(over(registration, State.EXPIRED, registration.expiresAt(), now));
            }
        }
        List<Pending> pending = before.pending().stream()
                .filter(each -> each.deadline().isAfter(now))
                .toList();
        boolean forgiven = !before.refusals().until().isAfter(now);
        return new TrackedAddress(bindings, pending, forgiven ? Refusals.NONE : before.refusals());
    }

    /** The first copy seen is the one nearest to the endpoint; retransmissions and a proxy's copies are passed over. */
    private TrackedAddress onRequest(TrackedAddress before, Request request) {
        boolean known = before.pending().stream().anyMatch(each -> each.isAnsweredBy(request));
        if (known || before.pending().size() >= MOST) {
            return before;
        }
        var pending = new ArrayList<>(before.pending());
        pending.add(new Pending(request, request.capture().receivedAt().plus(times.transaction())));
        return new TrackedAddress(before.bindings(), pending, before.refusals());
    }

    private TrackedAddress onResponse(String aor, TrackedAddress before, Response response) {
        var asked = before.pending().stream()
                .filter(each -> each.isAnsweredBy(response))
                .findFirst();
        if (response.status() < 200 || asked.isEmpty()) {
            return before;
        }
        Request request = asked.get().request();
        List<Pending> pending = before.pending().stream()
                .filter(each -> !each.equals(asked.get()))
                .toList();
        int status = response.status();
        if (status < 300) {
            return new TrackedAddress(granted(aor, before.bindings(), request, response), pending, Refusals.NONE);
        }
        if (status == 401 || status == 407) {
            if (!request.withCredentials()) {
                return new TrackedAddress(before.bindings(), pending, before.refusals());
            }
            var refusals = new Refusals(
                    before.refusals().count() + 1,
                    response.capture().receivedAt().plus(times.linger()));
            boolean failed = refusals.count() >= REFUSALS_THAT_FAIL;
            return new TrackedAddress(
                    failed ? failed(aor, before.bindings(), request, response) : before.bindings(), pending, refusals);
        }
        // RFC 3261, 8.1.3.4 and 10.2.8: after a redirection or 423 the endpoint tries again by itself.
        boolean triesAgain = status < 400 || status == 423;
        return new TrackedAddress(
                triesAgain ? before.bindings() : failed(aor, before.bindings(), request, response),
                pending,
                before.refusals());
    }

    private List<Binding> granted(String aor, List<Binding> known, Request request, Response response) {
        if (request.star()) {
            // RFC 3261, 10.2.2: "Contact: *" with an expiry of 0 removes every binding of the address.
            return known.stream()
                    .map(binding -> binding.isActive() ? removed(binding, response.capture()) : binding)
                    .toList();
        }
        var bindings = new ArrayList<>(known);
        for (Contact contact : request.contacts()) {
            bind(aor, bindings, contact, request, response);
        }
        return bindings;
    }

    private void bind(String aor, List<Binding> bindings, Contact contact, Request request, Response response) {
        long seconds = expiry(contact, request, response);
        int at = indexOf(bindings, contact.uri());
        if (seconds == 0) {
            if (at >= 0 && bindings.get(at).isActive()) {
                bindings.set(at, removed(bindings.get(at), response.capture()));
            }
            return;
        }
        boolean refresh = at >= 0 && bindings.get(at).isActive();
        Instant registeredAt = refresh
                ? bindings.get(at).registration().registeredAt()
                : response.capture().at();
        Duration expiry = Duration.ofSeconds(seconds);
        Registration registration = registration(
                aor,
                contact.uri(),
                request,
                registeredAt,
                response.capture().at().plus(expiry),
                State.ACTIVE,
                null);
        var binding = new Binding(registration, response.capture().receivedAt().plus(expiry));
        if (at >= 0) {
            bindings.set(at, binding);
        } else if (bindings.size() < MOST) {
            bindings.add(binding);
        }
    }

    /**
     * RFC 3261, 10.2.1.1 and 10.3: the registrar's word on the contact counts before the endpoint's, and a
     * contact's own parameter before the header.
     */
    private long expiry(Contact contact, Request request, Response response) {
        OptionalLong granted = response.contacts().stream()
                .filter(each -> each.uri().equals(contact.uri()))
                .mapToLong(Contact::expires)
                .filter(seconds -> seconds >= 0)
                .findFirst();
        long asked = contact.expires() >= 0 ? contact.expires() : request.expires();
        if (asked == 0) {
            return 0;
        }
        if (granted.isPresent()) {
            return granted.getAsLong();
        }
        if (response.expires() >= 0) {
            return response.expires();
        }
        return asked >= 0 ? asked : times.defaultExpiry().toSeconds();
    }

    private List<Binding> failed(String aor, List<Binding> known, Request request, Response response) {
        String cause = (response.status() + " " + response.reason()).strip();
        Registration failure = registration(aor, "", request, request.capture().at(), null, State.FAILED, cause);
        var bindings = new ArrayList<>(known);
        var binding = new Binding(failure, response.capture().receivedAt().plus(times.linger()));
        int at = indexOf(bindings, "");
        if (at >= 0) {
            bindings.set(at, binding);
        } else {
            bindings.add(binding);
        }
        return bindings;
    }

    private Binding removed(Binding binding, Capture capture) {
        return over(binding.registration(), State.REMOVED, capture.at(), capture.receivedAt());
    }

    private Binding over(Registration registration, State state, Instant expiresAt, Instant now) {
        var over = new Registration(
                registration.id(),
                registration.aor(),
                registration.accountId(),
                registration.contact(),
                registration.receivedFrom(),
                registration.transport(),
                registration.userAgent(),
                registration.registeredAt(),
                expiresAt,
                state,
                registration.cause(),
                registration.agent());
        return new Binding(over, now.plus(times.linger()));
    }

    private Registration registration(
            String aor,
            String contact,
            Request request,
            Instant registeredAt,
            Instant expiresAt,
            State state,
            String cause) {
        Capture capture = request.capture();
        return new Registration(
                RegistrationKey.id(aor, contact),
                aor,
                customers.accounts().ofUser(request.user()).map(Account::id).orElse(null),
                contact,
                capture.source(),
                capture.transport(),
                request.userAgent(),
                registeredAt,
                expiresAt,
                state,
                cause,
                capture.agent());
    }

    private static int indexOf(List<Binding> bindings, String contact) {
        for (int i = 0; i < bindings.size(); i++) {
            if (bindings.get(i).registration().contact().equals(contact)) {
                return i;
            }
        }
        return -1;
    }
}
