package io.trunkline.rating.registration;

import io.trunkline.customers.Customers;
import io.trunkline.protocol.event.Account;
import io.trunkline.protocol.event.BindingRemoval;
import io.trunkline.protocol.event.Registration;
import io.trunkline.protocol.event.Registration.State;
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
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/**
 * The bindings of an address of record as a passive observer sees them, by RFC 3261, section 10. What a REGISTER asks
 * for counts once a 200 grants it, and what that 200 lists are all bindings that there are (10.3). Keeps nothing itself.
 */
final class RegistrationTracker {

    /** Open transactions of one address that are kept: of more the oldest is forgotten. */
    private static final int MOST_PENDING = 64;

    /** One 401 to credentials may only say that the nonce is stale; a second in a row says that they are wrong. */
    private static final int REFUSALS_THAT_FAIL = 2;

    private final RegistrationTimes times;
    private final Customers customers;

    RegistrationTracker(RegistrationTimes times, Customers customers) {
        this.times = times;
        this.customers = customers;
    }

    /** Waits until whose addresses they are can be told: {@link Customers#awaitWhole}. */
    void awaitCustomers() {
        customers.awaitWhole();
    }

    /** What a message makes of an address. */
    RegistrationChange on(String aor, TrackedAddress before, RegisterMessage message) {
        return switch (message) {
            case Request request -> RegistrationChange.to(onRequest(before, request));
            case Response response -> onResponse(aor, before, response);
        };
    }

    /**
     * What a removal at the switch makes of an address: the binding is gone, as far as the registrar has not granted it
     * again since; one that the switch refused is in the history alone.
     */
    RegistrationChange on(TrackedAddress before, BindingRemoval removal) {
        var bindings = new Bindings(before.bindings(), times.linger());
        bindings.removed(removal);
        return new RegistrationChange(
                new TrackedAddress(bindings.all(), before.pending(), before.refusals()), bindings.events());
    }

    /** What becomes of an address when a deadline of it has come. */
    RegistrationChange expire(TrackedAddress before, Instant now) {
        var bindings = new Bindings(before.bindings(), times.linger());
        bindings.expire(now);
        List<Pending> pending = before.pending().stream()
                .filter(each -> each.deadline().isAfter(now))
                .toList();
        boolean forgiven = !before.refusals().until().isAfter(now);
        return new RegistrationChange(
                new TrackedAddress(bindings.all(), pending, forgiven ? Refusals.NONE : before.refusals()),
                bindings.events());
    }

    /** The first copy seen is the one nearest to the endpoint; retransmissions and a proxy's copies are passed over. */
    private TrackedAddress onRequest(TrackedAddress before, Request request) {
        if (before.pending().stream().anyMatch(each -> each.isOf(request))) {
            return before;
        }
        var pending = new ArrayList<>(before.pending());
        if (pending.size() >= MOST_PENDING) {
            pending.removeFirst();
        }
        pending.add(new Pending(request, request.capture().receivedAt().plus(times.transaction())));
        return new TrackedAddress(before.bindings(), pending, before.refusals());
    }

    private RegistrationChange onResponse(String aor, TrackedAddress before, Response response) {
        Optional<Pending> asked = before.pending().stream()
                .filter(each -> each.isAnsweredBy(response))
                .findFirst();
        if (response.status() < 200 || asked.isEmpty()) {
            return RegistrationChange.to(before);
        }
        Request request = asked.get().request();
        List<Pending> pending = before.pending().stream()
                .filter(each -> !each.equals(asked.get()))
                .toList();
        var bindings = new Bindings(before.bindings(), times.linger());
        Refusals refusals = before.refusals();
        int status = response.status();
        if (status < 300) {
            granted(aor, bindings, request, response);
            refusals = Refusals.NONE;
        } else if (status == 401 || status == 407) {
            if (request.withCredentials()) {
                refusals = new Refusals(
                        refusals.count() + 1, response.capture().receivedAt().plus(times.linger()));
                if (refusals.count() >= REFUSALS_THAT_FAIL) {
                    fail(aor, bindings, request, response);
                }
            }
        } else if (status >= 400 && status != 423) {
            // RFC 3261, 8.1.3.4 and 10.2.8: after a redirection or 423 the endpoint tries again by itself.
            fail(aor, bindings, request, response);
        }
        return new RegistrationChange(new TrackedAddress(bindings.all(), pending, refusals), bindings.events());
    }

    /**
     * RFC 3261, 10.3: the answer lists all current bindings. One that lists nothing although something was to be bound
     * is of a registrar that does not keep to that: then what was asked for counts, and nothing is known of the others.
     */
    private void granted(String aor, Bindings bindings, Request request, Response response) {
        if (request.star()) {
            // 10.2.2: with an expiry of 0 it removes every binding of the address.
            bindings.removeIf(binding -> true, "all contacts were taken back (Contact: *)", response.capture());
            return;
        }
        List<Contact> listed = response.contacts();
        var others = new ArrayList<>(listed);
        var missing = new ArrayList<Contact>();
        boolean binds = false;
        for (Contact asked : request.contacts()) {
            Optional<Contact> granted = listed.stream()
                    .filter(each -> each.uri().equals(asked.uri()))
                    .findFirst();
            granted.ifPresent(others::remove);
            String device = RegistrationKey.device(asked, request.contacts());
            if (asksFor(asked, request) == 0) {
                bindings.removeIf(isOf(asked, device), "the endpoint took it back", response.capture());
                continue;
            }
            binds = true;
            if (granted.isPresent() || listed.isEmpty()) {
                long seconds = seconds(granted.orElse(null), asksFor(asked, request), response);
                grant(aor, bindings, asked.uri(), device, seconds, request, response);
            } else {
                missing.add(asked);
            }
        }
        if (missing.size() == 1) {
            grantRewritten(aor, bindings, missing.getFirst(), others, request, response);
        }
        if (!listed.isEmpty() || !binds) {
            list(aor, bindings, others, request, response);
        }
    }

    private static Predicate<Binding> isOf(Contact asked, String device) {
        return binding -> binding.registration().contact().equals(asked.uri())
                || (device != null && device.equals(binding.device()));
    }

    /** What stands between endpoint and registrar may write its own address into the contact: then that is listed. */
    private void grantRewritten(
            String aor, Bindings bindings, Contact asked, List<Contact> others, Request request, Response response) {
        String device = RegistrationKey.device(asked);
        List<Contact> candidates = others.stream()
                .filter(other -> (device != null && device.equals(RegistrationKey.device(other)))
                        || bindings.all().stream()
                                .filter(Binding::isActive)
                                .filter(known -> known.registration().contact().equals(other.uri()))
                                .allMatch(known -> request.capture()
                                        .source()
                                        .equals(known.registration().receivedFrom())))
                .toList();
        if (candidates.size() == 1) {
            Contact rewritten = candidates.getFirst();
            others.remove(rewritten);
            long seconds = seconds(rewritten, asksFor(asked, request), response);
            grant(aor, bindings, rewritten.uri(), device, seconds, request, response);
        }
    }

    private void grant(
            String aor,
            Bindings bindings,
            String contact,
            String device,
            long seconds,
            Request request,
            Response response) {
        Instant at = response.capture().at();
        if (seconds == 0) {
            bindings.removeIf(
                    binding -> binding.registration().contact().equals(contact),
                    "the registrar gave it no time",
                    response.capture());
            return;
        }
        Registration granted = registered(
                RegistrationKey.id(aor, contact, device),
                aor,
                contact,
                request,
                response,
                at.plus(Duration.ofSeconds(seconds)));
        bindings.grant(granted, device, response.capture());
    }

    /** What the list has beside what was asked for is bound as well, and what it does not have is not. */
    private void list(String aor, Bindings bindings, List<Contact> others, Request request, Response response) {
        Instant at = response.capture().at();
        for (Contact other : others) {
            long seconds = seconds(other, -1, response);
            String device = RegistrationKey.device(other, response.contacts());
            if (seconds > 0) {
                Registration listed = new Registration(
                        RegistrationKey.id(aor, other.uri(), device),
                        aor,
                        account(request),
                        other.uri(),
                        null,
                        response.capture().transport(),
                        null,
                        at,
                        at.plus(Duration.ofSeconds(seconds)),
                        State.ACTIVE,
                        null,
                        response.capture().agent(),
                        response.capture().mayBill());
                bindings.listed(listed, RegistrationKey.device(other), device, response.capture());
            }
        }
        Set<String> listed = response.contacts().stream().map(Contact::uri).collect(Collectors.toSet());
        bindings.keepOnly(listed, request.capture().at(), response.capture());
    }

    /** What an endpoint asks for: the contact's own parameter counts before the header; -1 when it does not say. */
    private static long asksFor(Contact contact, Request request) {
        return contact.expires() >= 0 ? contact.expires() : request.expires();
    }

    /** RFC 3261, 10.2.1.1 and 10.3: the registrar's word on a contact counts before the endpoint's. */
    private long seconds(Contact granted, long asked, Response response) {
        if (granted != null && granted.expires() >= 0) {
            return granted.expires();
        }
        if (response.expires() >= 0) {
            return response.expires();
        }
        return asked >= 0 ? asked : times.defaultExpiry().toSeconds();
    }

    private void fail(String aor, Bindings bindings, Request request, Response response) {
        String cause = (response.status() + " " + response.reason()).strip();
        Registration failure = registered(RegistrationKey.id(aor, "", null), aor, "", request, response, null)
                .failed(cause, request.capture().at());
        var contacts = new HashSet<String>();
        request.contacts().forEach(contact -> contacts.add(contact.uri()));
        bindings.fail(failure, contacts, response.capture());
    }

    private Registration registered(
            String id, String aor, String contact, Request request, Response answer, Instant expiresAt) {
        return new Registration(
                id,
                aor,
                account(request),
                contact,
                request.capture().source(),
                request.capture().transport(),
                request.userAgent(),
                answer.capture().at(),
                expiresAt,
                State.ACTIVE,
                null,
                request.capture().agent(),
                request.capture().mayBill() && answer.capture().mayBill());
    }

    private String account(Request request) {
        return customers.accounts().ofUser(request.user()).map(Account::id).orElse(null);
    }
}
