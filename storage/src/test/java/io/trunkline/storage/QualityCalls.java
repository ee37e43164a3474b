package io.trunkline.storage;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.trunkline.protocol.Json;
import io.trunkline.protocol.event.Cause;
import io.trunkline.protocol.event.Cdr;
import io.trunkline.protocol.event.Outcome;
import io.trunkline.storage.cdr.CdrGrouping;
import io.trunkline.storage.report.CallQuality;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.stream.Collectors;

/** Calls of all sorts that began in some days, each as it stands now, and what a report on their quality must say of them. */
final class QualityCalls {

    private static final List<String> TRUNKS = List.of("203.0.113.51", "203.0.113.52", "2001:db8::7");

    private final SplittableRandom random = new SplittableRandom(7);
    private final Map<String, Cdr> holding = new LinkedHashMap<>();

    /** Makes calls that began within a time. */
    List<Cdr> begin(int calls, Instant first, Instant last) {
        var made = new ArrayList<Cdr>();
        for (int i = 0; i < calls; i++) {
            made.add(call(
                    holding.size() + made.size(),
                    first.plusMillis(
                            random.nextLong(Duration.between(first, last).toMillis()))));
        }
        hold(made);
        return made;
    }

    /** Takes calls for what they are now. */
    void hold(List<Cdr> calls) {
        calls.forEach(cdr -> holding.put(cdr.id(), cdr));
    }

    /** All calls as they stand. */
    List<Cdr> holding() {
        return List.copyOf(holding.values());
    }

    /** One answered call of four, rated again at a price of 0.5, as it stands from now on. */
    List<Cdr> rateSomeAgain() {
        List<Cdr> again = holding().stream()
                .filter(cdr -> isAnswered(cdr) && random.nextInt(4) == 0)
                .map(cdr -> cdr.ratedAgain(cdr.tariff(), 60, 0, new BigDecimal("0.5"), List.of()))
                .toList();
        hold(again);
        return again;
    }

    private Cdr call(int number, Instant at) {
        String id = "quality-" + number;
        boolean answered = random.nextInt(3) > 0;
        Cdr plain = Calls.between(
                answered ? Calls.answered(id, at) : Calls.busy(id, at),
                "quality-payer-" + random.nextInt(3),
                random.nextInt(10) == 0 ? "globex" : null);
        ObjectNode cdr = Json.mapper().valueToTree(plain);
        cdr.put("trunk", random.nextInt(10) == 0 ? null : TRUNKS.get(random.nextInt(TRUNKS.size())));
        if (answered) {
            Instant ringing = at.plusMillis(random.nextInt(1_000));
            cdr.put("ringingAt", random.nextInt(5) == 0 ? null : ringing.toString());
            cdr.put("durationMillis", random.nextInt(100_000));
        } else {
            String code = List.of(
                            "busy", "no-answer", "declined", "unreachable", "cancelled", "trunk-failure", "suspended")
                    .get(random.nextInt(7));
            boolean rang = random.nextBoolean();
            cdr.put("ringingAt", rang ? at.plusMillis(random.nextInt(900)).toString() : null);
            cdr.putObject("cause")
                    .put("code", code)
                    .put("text", code)
                    .put("by", code.equals("suspended") || random.nextInt(6) == 0 ? "platform" : "callee")
                    .put("at", at.plusSeconds(1).toString());
        }
        return Json.mapper().convertValue(cdr, Cdr.class);
    }

    /** The same figures over the records themselves, in plain words. */
    private static CallQuality sum(String key, List<Cdr> calls) {
        List<Cdr> answered = calls.stream().filter(QualityCalls::isAnswered).toList();
        BigDecimal revenue = calls.stream()
                .map(Cdr::price)
                .filter(price -> price != null)
                .reduce(BigDecimal.ZERO, BigDecimal::add)
                .stripTrailingZeros();
        return new CallQuality(
                key,
                calls.size(),
                answered.size(),
                calls.stream().filter(QualityCalls::isEffective).count(),
                answered.stream().mapToLong(Cdr::durationMillis).sum(),
                null,
                revenue.scale() < 0 ? revenue.setScale(0) : revenue,
                revenue.signum() == 0 ? null : "EUR");
    }

    private static boolean isAnswered(Cdr cdr) {
        return cdr.outcome() == Outcome.ANSWERED;
    }

    private static boolean isByPlatform(Cdr cdr) {
        return !isAnswered(cdr) && cdr.cause().by() == Cause.By.PLATFORM;
    }

    private static boolean isEffective(Cdr cdr) {
        if (isAnswered(cdr)) {
            return true;
        }
        return switch (cdr.cause().code()) {
            case BUSY, NO_ANSWER, DECLINED, UNREACHABLE -> !isByPlatform(cdr);
            case CANCELLED -> cdr.ringingAt() != null;
            default -> false;
        };
    }

    private static String key(Cdr cdr, CdrGrouping by) {
        return switch (by) {
            case TRUNK -> cdr.trunk() == null ? "" : cdr.trunk();
            case DESTINATION ->
                isByPlatform(cdr) || cdr.tariff() == null
                        ? ""
                        : cdr.tariff().rate().destination();
            case ACCOUNT -> cdr.accountId();
            case CAUSE -> throw new IllegalArgumentException("of no quality");
        };
    }

    /** What each row must be, but for the median. */
    Map<String, CallQuality> expected(CdrGrouping by, Instant since, Instant until) {
        return holding.values().stream()
                .filter(cdr ->
                        !cdr.startedAt().isBefore(since) && cdr.startedAt().isBefore(until))
                .filter(cdr -> !key(cdr, by).isEmpty())
                .collect(Collectors.groupingBy(cdr -> key(cdr, by)))
                .entrySet()
                .stream()
                .collect(Collectors.toMap(Map.Entry::getKey, entry -> sum(entry.getKey(), entry.getValue())));
    }

    /** A row but for the median. */
    static CallQuality withoutDelay(CallQuality row) {
        return new CallQuality(
                row.key(),
                row.attempts(),
                row.answered(),
                row.effective(),
                row.talkMillis(),
                null,
                row.revenue(),
                row.currency());
    }
}
