package io.trunkline.live.resource;

import static io.trunkline.live.access.UserRole.NOC;

import io.trunkline.kafka.FollowedWriter;
import io.trunkline.live.access.UserRole;
import io.trunkline.live.alarm.AlarmRules;
import io.trunkline.live.board.AlarmBoard;
import io.trunkline.live.http.Answer;
import io.trunkline.live.http.ApiError;
import io.trunkline.live.http.ApiRequest;
import io.trunkline.live.http.Listing;
import io.trunkline.live.http.Route;
import io.trunkline.protocol.Json;
import io.trunkline.protocol.Topic;
import io.trunkline.protocol.event.Alarm;
import io.trunkline.protocol.event.AlarmRule;
import java.math.BigDecimal;
import java.time.DateTimeException;
import java.time.InstantSource;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** The rules of alarms, {@code /alarm-rules}, and who has seen an alarm. */
final class AlarmResource {

    private static final Set<UserRole> READERS = Route.allow(NOC);
    private static final int MOST_MINUTES = 60;
    private static final int LONGEST_NAME = 100;

    /** A rule as it is sent; what is missing stays as it was, or takes what is usual. */
    private record Draft(
            String id,
            String name,
            AlarmRule.Kind kind,
            Boolean enabled,
            BigDecimal threshold,
            Integer least,
            Integer minutes,
            String from,
            String until,
            String timeZone) {}

    private final AlarmBoard board;
    private final AlarmRules rules;
    private final FollowedWriter writer;
    private final InstantSource clock;

    AlarmResource(AlarmBoard board, AlarmRules rules, FollowedWriter writer, InstantSource clock) {
        this.board = board;
        this.rules = rules;
        this.writer = writer;
        this.clock = clock;
    }

    List<Route> routes() {
        return List.of(
                Route.get("/api/v1/alarm-rules", READERS, this::list).parameters("limit", "cursor"),
                Route.get("/api/v1/alarm-rules/{id}", READERS, this::one),
                Route.put("/api/v1/alarm-rules/{id}", READERS, this::put),
                Route.post("/api/v1/alarms/{id}/acknowledge", READERS, this::acknowledge)
                        .taking(null));
    }

    private Answer list(ApiRequest request) {
        return Answer.json(Listing.of(request, rules.all(), AlarmRule::id));
    }

    private Answer one(ApiRequest request) {
        String id = request.id();
        return Answer.json(rules.one(id).orElseThrow(() -> Refusals.noSuch("alarm rule", id)));
    }

    private Answer put(ApiRequest request) throws InterruptedException {
        String id = request.id();
        Optional<AlarmRule> before = rules.one(id);
        AlarmRule rule = rule(id, before, request.body(Draft.class));
        write(Topic.ALARM_RULES, id, Json.write(rule));
        return Answer.json(before.isEmpty() ? 201 : 200, rule);
    }

    private static AlarmRule rule(String id, Optional<AlarmRule> before, Draft draft) {
        check(draft.id() == null || draft.id().equals(id), "id", "id must be that of the path, or be left out");
        AlarmRule.Kind kind = or(draft.kind(), before.map(AlarmRule::kind).orElse(null));
        check(kind != null, "kind", "kind is missing: what the rule looks at");
        BigDecimal threshold =
                or(draft.threshold(), before.map(AlarmRule::threshold).orElse(null));
        check(threshold != null && threshold.signum() > 0, "threshold", "threshold must be more than 0");
        check(
                kind != AlarmRule.Kind.ASR || threshold.compareTo(BigDecimal.ONE) <= 0,
                "threshold",
                "threshold of an asr must be at most 1: a share");
        check(
                kind != AlarmRule.Kind.ATTEMPTS || threshold.compareTo(BigDecimal.ONE) > 0,
                "threshold",
                "threshold of attempts must be more than 1: how many times more, or fewer, than usual");
        String name = or(draft.name(), before.map(AlarmRule::name).orElse(id));
        check(!name.isBlank() && name.length() <= LONGEST_NAME, "name", "name must have 1 to 100 characters");
        int least = or(draft.least(), before.map(AlarmRule::least).orElse(1));
        check(least >= 1, "least", "least must be 1 or more");
        int minutes = or(draft.minutes(), before.map(AlarmRule::minutes).orElse(1));
        check(minutes >= 1 && minutes <= MOST_MINUTES, "minutes", "minutes must be from 1 to 60");
        String from = time("from", or(draft.from(), before.map(AlarmRule::from).orElse(null)));
        String until =
                time("until", or(draft.until(), before.map(AlarmRule::until).orElse(null)));
        check((from == null) == (until == null), from == null ? "from" : "until", "from and until belong together");
        String zone = or(draft.timeZone(), before.map(AlarmRule::timeZone).orElse("UTC"));
        return new AlarmRule(
                id,
                name,
                kind,
                or(draft.enabled(), before.map(AlarmRule::enabled).orElse(true)),
                threshold,
                least,
                minutes,
                from,
                until,
                zone(zone));
    }

    private static <T> T or(T sent, T before) {
        return sent == null ? before : sent;
    }

    private static void check(boolean fits, String field, String why) {
        if (!fits) {
            throw ApiError.invalid(field, why);
        }
    }

    private static String time(String field, String text) {
        try {
            return text == null ? null : LocalTime.parse(text).toString();
        } catch (DateTimeException e) {
            throw ApiError.invalid(field, field + " must be a time of day, as in 22:00");
        }
    }

    private static String zone(String name) {
        try {
            return ZoneId.of(name).getId();
        } catch (DateTimeException e) {
            throw ApiError.invalid("timeZone", "timeZone must be the IANA name of a zone, as in Europe/Berlin");
        }
    }

    private Answer acknowledge(ApiRequest request) throws InterruptedException {
        String id = request.id();
        Alarm alarm = board.row(request.scope(), id).orElseThrow(() -> ApiError.notFound("there is no alarm " + id));
        if (alarm.acknowledgedBy() != null) {
            return Answer.json(alarm);
        }
        Alarm seen = alarm.acknowledged(request.grant().name(), clock.instant().truncatedTo(ChronoUnit.MICROS));
        write(Topic.ALARMS, id, Json.write(seen));
        return Answer.json(seen);
    }

    private void write(Topic topic, String key, byte[] value) throws InterruptedException {
        switch (writer.write(topic, key, value)) {
            case SEEN, NOT_SEEN -> {}
            case NOT_CONFIRMED -> throw ApiError.unavailable("Kafka did not take it in time; it may be sent again");
        }
    }
}
