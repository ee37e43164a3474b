package io.trunkline.storage;

import io.trunkline.protocol.event.Cause;
import io.trunkline.protocol.event.Cdr;
import io.trunkline.protocol.event.EndedBy;
import io.trunkline.protocol.event.Outcome;
import io.trunkline.protocol.event.Payer;
import io.trunkline.protocol.event.PayerReason;
import io.trunkline.protocol.event.PriceStep;
import io.trunkline.protocol.event.Rate;
import io.trunkline.protocol.event.Rounding;
import io.trunkline.protocol.event.Tariff;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;

/** Call records to test with: each is made from {@link #answered} or {@link #busy} and changed from there. */
final class Calls {

    static final Instant NOON = Instant.parse("2026-11-20T12:00:00.000001Z");

    private static final Tariff TARIFF = new Tariff(
            "retail",
            "EUR",
            6,
            Rounding.HALF_UP,
            new Rate(
                    "4930",
                    "Germany, Berlin – Zürich „x“",
                    new BigDecimal("0.0138"),
                    new BigDecimal("0"),
                    60,
                    1,
                    0,
                    0,
                    null,
                    Instant.parse("2026-01-01T00:00:00Z"),
                    null));

    private Calls() {}

    /** A minute from {@code acme} to {@code globex}, with a price. */
    static Cdr answered(String callId, Instant startedAt) {
        return new Cdr(
                callId,
                callId,
                "acme",
                "globex",
                "49301",
                "49302",
                startedAt,
                startedAt.plusMillis(900),
                startedAt.plusSeconds(3),
                startedAt.plusSeconds(63),
                60_000,
                60,
                120,
                Outcome.ANSWERED,
                EndedBy.CALLER,
                new Cause(Cause.Code.NORMAL, "the caller hung up", Cause.By.CALLER, startedAt.plusSeconds(63)),
                List.of("clock-skew"),
                200,
                Cdr.Rating.RATED,
                new BigDecimal("0.0138"),
                "EUR",
                TARIFF,
                List.of(
                        new PriceStep("60 s „x“", new BigDecimal("0.0138")),
                        new PriceStep("rounded", new BigDecimal("0.0138"))),
                Captured.ALICE,
                Captured.PROXY,
                Captured.PROXY_HOST,
                "proxy-1",
                "Desk phone 3",
                0,
                Payer.Role.CALLER,
                null,
                null,
                0,
                new PayerReason(PayerReason.Code.DIGEST_USER, "by the digest user alice"));
    }

    /** A call from {@code acme} to {@code globex} that was busy: all that can be absent is. */
    static Cdr busy(String callId, Instant startedAt) {
        return new Cdr(
                callId,
                callId,
                "acme",
                "globex",
                "49301",
                "49302",
                startedAt,
                null,
                null,
                startedAt.plusSeconds(1),
                0,
                0,
                0,
                Outcome.BUSY,
                EndedBy.CALLEE,
                new Cause(Cause.Code.BUSY, "the called side was busy", Cause.By.CALLEE, startedAt.plusSeconds(1)),
                List.of(),
                486,
                Cdr.Rating.NOT_CHARGED,
                null,
                null,
                null,
                List.of(),
                Captured.ALICE,
                Captured.PROXY,
                Captured.PROXY_HOST,
                "proxy-1",
                null,
                0,
                Payer.Role.CALLER,
                null,
                null,
                0,
                null);
    }

    static Cdr between(Cdr cdr, String accountId, String calledAccountId) {
        return with(cdr, cdr.id(), accountId, calledAccountId, cdr.from(), cdr.to(), cdr.rating(), cdr.price());
    }

    static Cdr numbers(Cdr cdr, String from, String to) {
        return with(cdr, cdr.id(), cdr.accountId(), cdr.calledAccountId(), from, to, cdr.rating(), cdr.price());
    }

    static Cdr priced(Cdr cdr, Cdr.Rating rating, BigDecimal price) {
        return with(cdr, cdr.id(), cdr.accountId(), cdr.calledAccountId(), cdr.from(), cdr.to(), rating, price);
    }

    /** One that is known by another id than its Call-ID. */
    static Cdr of(Cdr cdr, String id) {
        return with(cdr, id, cdr.accountId(), cdr.calledAccountId(), cdr.from(), cdr.to(), cdr.rating(), cdr.price());
    }

    private static Cdr with(
            Cdr cdr,
            String id,
            String accountId,
            String calledAccountId,
            String from,
            String to,
            Cdr.Rating rating,
            BigDecimal price) {
        return new Cdr(
                id,
                cdr.callId(),
                accountId,
                calledAccountId,
                from,
                to,
                cdr.startedAt(),
                cdr.ringingAt(),
                cdr.answeredAt(),
                cdr.endedAt(),
                cdr.durationMillis(),
                cdr.billedSeconds(),
                cdr.freeSeconds(),
                cdr.outcome(),
                cdr.endedBy(),
                cdr.cause(),
                cdr.flags(),
                cdr.status(),
                rating,
                price,
                cdr.currency(),
                cdr.tariff(),
                cdr.steps(),
                cdr.source(),
                cdr.target(),
                cdr.trunk(),
                cdr.agent(),
                cdr.userAgent(),
                0,
                Payer.Role.CALLER,
                null,
                null,
                0,
                null);
    }

    /** What one of those who pay for a call was charged. */
    static Cdr tier(Cdr cdr, int level, Payer.Role role, String accountId, String parentId) {
        return new Cdr(
                cdr.id(),
                cdr.callId(),
                accountId,
                cdr.calledAccountId(),
                cdr.from(),
                cdr.to(),
                cdr.startedAt(),
                cdr.ringingAt(),
                cdr.answeredAt(),
                cdr.endedAt(),
                cdr.durationMillis(),
                cdr.billedSeconds(),
                cdr.freeSeconds(),
                cdr.outcome(),
                cdr.endedBy(),
                cdr.cause(),
                cdr.flags(),
                cdr.status(),
                cdr.rating(),
                cdr.price(),
                cdr.currency(),
                cdr.tariff(),
                cdr.steps(),
                cdr.source(),
                cdr.target(),
                cdr.trunk(),
                cdr.agent(),
                cdr.userAgent(),
                level,
                role,
                parentId,
                cdr.accountId(),
                0,
                null);
    }
}
