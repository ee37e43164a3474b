package io.trunkline.rating.registration;

import io.trunkline.protocol.event.BindingRemoval;
import io.trunkline.protocol.event.Registration;
import io.trunkline.protocol.event.Registration.State;
import io.trunkline.protocol.event.RegistrationEvent;
import io.trunkline.protocol.event.RegistrationEvent.Event;
import io.trunkline.rating.message.Capture;
import io.trunkline.rating.registration.TrackedAddress.Binding;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.function.Predicate;

/** The bindings of an address while one message or deadline changes them, and what that is in their history. */
final class Bindings {

    /** Bindings of one address that are kept: as many contacts as are read of one message. */
    static final int MOST = 512;

    /** By so much a registrar's list may differ from what is known, rounded as it is to whole seconds. */
    private static final Duration ROUNDED = Duration.ofSeconds(5);

    /** One that is refused the same way again within this is no news. */
    private static final Duration OLD_NEWS = Duration.ofMinutes(1);

    private final List<Binding> all;
    private final Duration linger;
    private final List<RegistrationEvent> events = new ArrayList<>();

    /** @param linger for how long what is over is still shown */
    Bindings(List<Binding> before, Duration linger) {
        this.all = new ArrayList<>(before);
        this.linger = linger;
    }

    List<Binding> all() {
        return all;
    }

    List<RegistrationEvent> events() {
        return events;
    }

    /**
     * The registrar granted what the endpoint asked for. One that says which device it is goes on wherever it is (RFC
     * 5626, 5.2); without, the contact is what it is known by.
     *
     * @param granted active, from now on
     * @param device as {@link RegistrationKey#device} has it; null when it does not say
     * @param response that granted it
     */
    void grant(Registration granted, String device, Capture response) {
        int known = ofDevice(device);
        if (known < 0) {
            known = ofContact(granted.contact(), device);
        }
        Binding before = known < 0 ? null : all.remove(known);
        takeFromOthers(granted.contact(), response);
        boolean stays = before != null
                && before.isActive()
                && before.registration().contact().equals(granted.contact());
        Registration now = stays ? since(before.registration().registeredAt(), granted) : granted;
        put(new Binding(now, deadline(now, response), device, response.at()), known);
        happened(now, response.at(), event(before, now), why(before, now));
    }

    /** Of a contact that was another device's, or nobody's in particular, there is one binding. */
    private void takeFromOthers(String contact, Capture response) {
        for (Binding other : List.copyOf(all)) {
            if (other.registration().contact().equals(contact)) {
                all.remove(other);
                if (other.isActive()) {
                    happened(
                            other.registration().as(State.REMOVED, response.at()),
                            response.at(),
                            Event.REMOVED,
                            "another device has its contact now");
                }
            }
        }
    }

    private static Registration since(Instant registeredAt, Registration now) {
        return new Registration(
                now.id(),
                now.aor(),
                now.accountId(),
                now.contact(),
                now.receivedFrom(),
                now.transport(),
                now.userAgent(),
                registeredAt,
                now.expiresAt(),
                now.state(),
                now.cause(),
                now.agent(),
                now.mayBill());
    }

    private static Event event(Binding before, Registration now) {
        if (before == null || !before.isActive()) {
            return Event.REGISTERED;
        }
        return isSomewhereElse(before.registration(), now) ? Event.MOVED : Event.REFRESHED;
    }

    /** Over a connection each has a port of its own; over UDP another port is another place behind the NAT. */
    private static boolean isSomewhereElse(Registration before, Registration now) {
        if (!before.contact().equals(now.contact())) {
            return true;
        }
        if (before.receivedFrom() == null) {
            return false;
        }
        boolean datagrams = "udp".equals(now.transport()) && "udp".equals(before.transport());
        return datagrams
                ? !before.receivedFrom().equals(now.receivedFrom())
                : !host(before.receivedFrom()).equals(host(now.receivedFrom()));
    }

    private static String host(String address) {
        int colon = address.lastIndexOf(':');
        return colon < 0 ? address : address.substring(0, colon);
    }

    private static String why(Binding before, Registration now) {
        if (before == null) {
            return null;
        }
        Registration then = before.registration();
        if (!before.isActive()) {
            long seconds = Math.max(
                    0, Duration.between(then.expiresAt(), now.registeredAt()).toSeconds());
            return "back " + seconds + " s after it "
                    + (then.state() == State.EXPIRED ? "had expired" : "had been removed");
        }
        if (!then.contact().equals(now.contact())) {
            return "from " + then.contact();
        }
        return isSomewhereElse(then, now) ? "from " + then.receivedFrom() : null;
    }

    /**
     * A contact stands in the registrar's answer to a REGISTER that did not name it: it is bound all the same (RFC 3261,
     * 10.3).
     *
     * @param listed active, as far as the list tells
     * @param device which the contact says it is, also when another says so too
     */
    void listed(Registration listed, String device, String soleDevice, Capture response) {
        int known = ofContact(listed.contact(), soleDevice);
        if (known >= 0 && all.get(known).isActive()) {
            Binding before = all.get(known);
            Duration differs = Duration.between(before.registration().expiresAt(), listed.expiresAt())
                    .abs();
            if (differs.compareTo(ROUNDED) > 0) {
                Registration now = before.registration().as(State.ACTIVE, listed.expiresAt());
                all.set(known, new Binding(now, deadline(now, response), before.device(), response.at()));
            }
            return;
        }
        int ofDevice = ofDevice(device);
        if (ofDevice >= 0 && all.get(ofDevice).isActive()) {
            // Its last place: registrars without RFC 5626 keep that until it runs out.
            return;
        }
        Binding before = known < 0 ? null : all.remove(known);
        put(new Binding(listed, deadline(listed, response), soleDevice, response.at()), known);
        String words = "the registrar listed it in its answer to another device";
        happened(listed, response.at(), Event.REGISTERED, before == null ? words : why(before, listed) + ", " + words);
    }

    /**
     * What the list does not have is gone, but for what was granted after the REGISTER was sent: answers overtake each
     * other.
     */
    void keepOnly(Set<String> listed, Instant askedAt, Capture response) {
        removeIf(
                binding -> !listed.contains(binding.registration().contact())
                        && binding.grantedAt().isBefore(askedAt),
                "the registrar does not list it any more",
                response);
    }

    /** Removes the active bindings that fit. */
    void removeIf(Predicate<Binding> goes, String why, Capture response) {
        for (int i = 0; i < all.size(); i++) {
            Binding binding = all.get(i);
            if (binding.isActive() && goes.test(binding)) {
                remove(i, why, response.at(), response.receivedAt());
            }
        }
    }

    private void remove(int index, String why, Instant at, Instant receivedAt) {
        Binding binding = all.get(index);
        Registration over = binding.registration().as(State.REMOVED, at);
        all.set(index, binding.with(over, receivedAt.plus(linger)));
        happened(over, at, Event.REMOVED, why);
    }

    /** An operator had the switch forget a binding, or wanted to. What was granted after that is bound again. */
    void removed(BindingRemoval removal) {
        int known = indexOf(binding -> binding.isActive()
                && binding.registration().id().equals(removal.registrationId())
                && binding.registration().contact().equals(removal.contact())
                && binding.grantedByCollector().isBefore(removal.at()));
        if (known < 0) {
            return;
        }
        if (removal.refusal() == null) {
            remove(known, RegistrationEvent.BY_OPERATOR + removal.by(), removal.at(), removal.at());
        } else {
            happened(
                    all.get(known).registration(),
                    removal.at(),
                    Event.FAILED,
                    "operator " + removal.by() + " wanted it removed: " + removal.refusal());
        }
    }

    /**
     * The registrar refused a REGISTER. It is told once for the address and once for each endpoint that it was of.
     *
     * @param failure with an empty contact
     * @param contacts that it named
     */
    void fail(Registration failure, Set<String> contacts, Capture response) {
        int known = ofContact("", null);
        if (known >= 0 && isOldNews(all.get(known).registration(), failure)) {
            return;
        }
        Binding before = known < 0 ? null : all.remove(known);
        put(
                new Binding(failure, response.receivedAt().plus(linger), null, response.at()),
                before == null ? all.size() : known);
        happened(failure, failure.registeredAt(), Event.FAILED, failure.cause());
        for (Binding binding : all) {
            if (!binding.registration().contact().isEmpty()
                    && contacts.contains(binding.registration().contact())) {
                happened(binding.registration(), failure.registeredAt(), Event.FAILED, failure.cause());
            }
        }
    }

    private static boolean isOldNews(Registration known, Registration failure) {
        return Objects.equals(known.cause(), failure.cause())
                && host(known.receivedFrom()).equals(host(failure.receivedFrom()))
                && failure.registeredAt().isBefore(known.registeredAt().plus(OLD_NEWS));
    }

    /** What runs out runs out, and what has been over for long is forgotten. */
    void expire(Instant now) {
        for (Binding binding : List.copyOf(all)) {
            if (binding.deadline().isAfter(now)) {
                continue;
            }
            if (binding.isActive()) {
                Registration over = binding.registration()
                        .as(State.EXPIRED, binding.registration().expiresAt());
                all.set(all.indexOf(binding), binding.with(over, now.plus(linger)));
                happened(over, over.expiresAt(), Event.EXPIRED, "no refresh came in time");
            } else {
                all.remove(binding);
            }
        }
    }

    /** @param at where it was; below 0 for a new one */
    private void put(Binding binding, int at) {
        if (at >= 0) {
            all.add(Math.min(at, all.size()), binding);
            return;
        }
        if (all.size() >= MOST) {
            all.stream().filter(each -> !each.isActive()).findFirst().ifPresent(all::remove);
        }
        if (all.size() < MOST) {
            all.add(binding);
        }
    }

    /** A binding runs out by the collector's clock, as long after the answer as it was granted for. */
    private static Instant deadline(Registration registration, Capture response) {
        return response.receivedAt().plus(Duration.between(response.at(), registration.expiresAt()));
    }

    private int ofDevice(String device) {
        return device == null ? -1 : indexOf(binding -> device.equals(binding.device()));
    }

    /** The binding of a contact, if it is not known to be of another device. */
    private int ofContact(String contact, String device) {
        return indexOf(binding -> binding.registration().contact().equals(contact)
                && (device == null || binding.device() == null || device.equals(binding.device())));
    }

    private int indexOf(Predicate<Binding> fits) {
        for (int i = 0; i < all.size(); i++) {
            if (fits.test(all.get(i))) {
                return i;
            }
        }
        return -1;
    }

    private void happened(Registration registration, Instant at, Event event, String cause) {
        events.add(new RegistrationEvent(registration, at, event, cause));
    }
}
