package io.trunkline.exchange;

import java.net.InetSocketAddress;
import java.net.SocketException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A few telephones of the exchange that can be tested: they register like the others, and really listen on loopback.
 * {@code lab101} answers OPTIONS and rings, {@code lab102} never answers, {@code lab103} says 404 to everybody, {@code lab104}
 * answers, but comes and goes, and {@code lab105} has a wrong password. They register on the timeline's thread.
 */
final class LabPhones implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(LabPhones.class);
    private static final int EXPIRES_SECONDS = 300;
    private static final long REFRESH_MICROS = micros(Duration.ofSeconds(200));
    private static final long FLAP_MICROS = micros(Duration.ofSeconds(45));
    private static final long RETRY_MICROS = micros(Duration.ofSeconds(20));

    private final ExchangeSettings settings;
    private final Timeline timeline;
    private final HepSender sender;
    private final List<LabPhone> phones = new ArrayList<>();

    LabPhones(ExchangeSettings settings, Timeline timeline, HepSender sender) {
        this.settings = settings;
        this.timeline = timeline;
        this.sender = sender;
    }

    /** Opens their ports, and has them register from a moment on. */
    void start(long atMicros) {
        try {
            RegistrationFlow answering = flow("lab101", listen("200 OK"));
            RegistrationFlow silent = flow("lab102", listen(null));
            RegistrationFlow unknown = flow("lab103", listen("404 Not Found"));
            RegistrationFlow flapping = flow("lab104", listen("200 OK"));
            RegistrationFlow refused = flow("lab105", listen(null));
            timeline.at(atMicros, () -> {
                List.of(answering, silent, unknown).forEach(this::register);
                come(flapping);
                fail(refused);
            });
        } catch (SocketException e) {
            LOG.warn("The exchange has no telephones that can be tested: {}", e.getMessage());
        }
    }

    private InetSocketAddress listen(String status) throws SocketException {
        LabPhone phone = LabPhone.listen(status);
        phones.add(phone);
        return phone.address();
    }

    private RegistrationFlow flow(String user, InetSocketAddress at) {
        var subscriber =
                new Subscriber(user, null, "Lab " + user.substring(3), "", at, at, Transport.UDP, "Lab phone 1.0");
        return new RegistrationFlow(
                subscriber, settings.runId(), new SplittableRandom(settings.seed() ^ user.hashCode()));
    }

    private void register(RegistrationFlow flow) {
        play(flow.register(EXPIRES_SECONDS));
        later(REFRESH_MICROS, () -> refresh(flow));
    }

    private void refresh(RegistrationFlow flow) {
        play(flow.refresh(EXPIRES_SECONDS));
        later(REFRESH_MICROS, () -> refresh(flow));
    }

    private void come(RegistrationFlow flow) {
        play(flow.register(EXPIRES_SECONDS));
        later(FLAP_MICROS, () -> go(flow));
    }

    private void go(RegistrationFlow flow) {
        play(flow.refresh(0));
        later(FLAP_MICROS / 2, () -> come(flow));
    }

    private void fail(RegistrationFlow flow) {
        play(flow.fail(EXPIRES_SECONDS));
        later(RETRY_MICROS, () -> fail(flow));
    }

    private void later(long micros, Runnable what) {
        timeline.at(timeline.nowMicros() + micros, what);
    }

    private void play(List<CallScript.Message> messages) {
        long start = timeline.nowMicros();
        for (var message : messages) {
            timeline.at(start + message.atMicros(), () -> sender.send(message.from(start)));
        }
    }

    private static long micros(Duration duration) {
        return duration.toNanos() / 1_000;
    }

    @Override
    public void close() {
        phones.forEach(LabPhone::close);
    }
}
