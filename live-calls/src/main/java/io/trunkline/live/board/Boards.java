package io.trunkline.live.board;

import io.trunkline.live.quality.Quality;
import io.trunkline.live.stream.Paced;
import io.trunkline.protocol.event.Account;
import io.trunkline.telemetry.Telemetry;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * All boards, and the clock that moves them. A new live list is a class here and a line in the constructor: it is
 * then filled from its topic, listed and streamed like the others.
 */
public final class Boards implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(Boards.class);

    /** What changes is gathered for so long before it is told. */
    private static final Duration BEAT = Duration.ofMillis(50);

    private static final int BEATS_IN_A_SECOND = 20;

    private final CallBoard calls;
    private final RegistrationBoard registrations;
    private final BalanceBoard balances;
    private final AgentBoard agents;
    private final AlarmBoard alarms = new AlarmBoard();
    private final List<Board<?, ?>> all;
    private final Quality quality;
    private final List<Paced> moved;
    private final Thread clock;

    /**
     * Empty boards.
     *
     * @param clock what time it is, for what grows and for what falls silent
     * @param account an account as it stands now, by its id
     * @param accounts all accounts as they stand now
     * @param needsAttention why an account needs attention, by its id; null when it does not
     * @param live whether records are new when they come, and not from before this process started
     */
    public Boards(
            InstantSource clock,
            Function<String, Optional<Account>> account,
            Supplier<List<Account>> accounts,
            UnaryOperator<String> needsAttention,
            BooleanSupplier live) {
        calls = new CallBoard(clock);
        balances = new BalanceBoard(account, accounts, needsAttention, calls);
        registrations = new RegistrationBoard();
        agents = new AgentBoard(clock, live);
        all = List.of(calls, registrations, balances, agents, alarms);
        quality = new Quality(clock, calls::answered);
        moved = Stream.<Paced>concat(all.stream(), Stream.of(quality)).toList();
        this.clock = Thread.ofVirtual().name("boards").unstarted(this::run);
    }

    /** Every board. */
    public List<Board<?, ?>> all() {
        return all;
    }

    /** Calls that are up, and those that have just ended. */
    public CallBoard calls() {
        return calls;
    }

    /** Registered endpoints. */
    public RegistrationBoard registrations() {
        return registrations;
    }

    /** Balances. */
    public BalanceBoard balances() {
        return balances;
    }

    /** Capture agents. */
    public AgentBoard agents() {
        return agents;
    }

    /** Alarms. */
    public AlarmBoard alarms() {
        return alarms;
    }

    /** How calls get through. */
    public Quality quality() {
        return quality;
    }

    /** Counts rows and clients. */
    public void gauges(Telemetry telemetry) {
        telemetry.gauge("trunkline_shown_calls", "Calls that are up, as the API shows them", calls::size);
        telemetry.gauge("trunkline_live_registrations", "Registrations, as the API shows them", registrations::size);
        telemetry.gauge(
                "trunkline_quality_passed_over_calls",
                "Calls counted for no trunk, destination or account because there were too many of these at once",
                quality::passedOver);
        telemetry.gauge("trunkline_stream_clients", "Clients that watch a stream", () -> all.stream()
                .mapToInt(Board::watchers)
                .sum());
    }

    /** Lets time pass for the boards. */
    public void start() {
        clock.start();
    }

    private void run() {
        try {
            for (int beat = 1; true; beat = beat % BEATS_IN_A_SECOND + 1) {
                Thread.sleep(BEAT);
                boolean second = beat == BEATS_IN_A_SECOND;
                moved.forEach(each -> move(each, second));
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static void move(Paced list, boolean second) {
        try {
            if (second) {
                list.everySecond();
            }
            list.beat();
        } catch (RuntimeException e) {
            LOG.error(
                    "Who watches {} could not be told what changed",
                    list.getClass().getSimpleName(),
                    e);
        }
    }

    /** Ends all streams. */
    @Override
    public void close() {
        clock.interrupt();
        all.forEach(Board::close);
        quality.close();
    }
}
