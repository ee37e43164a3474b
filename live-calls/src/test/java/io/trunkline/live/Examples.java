package io.trunkline.live;

import io.trunkline.protocol.event.AgentActivity;
import io.trunkline.protocol.event.Call;
import io.trunkline.protocol.event.CallSetup;
import io.trunkline.protocol.event.Cause;
import io.trunkline.protocol.event.Cdr;
import io.trunkline.protocol.event.CollectorReport;
import io.trunkline.protocol.event.CollectorReport.Latency;
import io.trunkline.protocol.event.EndedBy;
import io.trunkline.protocol.event.Outcome;
import io.trunkline.protocol.event.Payer;
import io.trunkline.protocol.event.PayerReason;
import io.trunkline.protocol.event.PriceStep;
import io.trunkline.protocol.event.Rate;
import io.trunkline.protocol.event.Registration;
import io.trunkline.protocol.event.Rounding;
import io.trunkline.protocol.event.Tariff;
import io.trunkline.protocol.hep.HepPacket;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;

/** Calls, records, registrations and reports for tests; each with values that tell its fields apart. */
public final class Examples {

    public static final Instant START = Instant.parse("2026-11-20T10:00:00.000001Z");

    private Examples() {}

    /** 0.60 a minute, by the second, in EUR. */
    public static Tariff tariff() {
        return new Tariff("card-1", "EUR", 6, Rounding.HALF_UP, rate("44", "0.60"));
    }

    public static Rate rate(String prefix, String perMinute) {
        return new Rate(
                prefix, "United Kingdom", new BigDecimal(perMinute), BigDecimal.ZERO, 1, 1, 0, 0, null, null, null);
    }

    public static CallSetup setup(String callId, String accountId, Instant startedAt, Tariff tariff) {
        return new CallSetup(
                callId,
                callId,
                "from-tag",
                "to-tag",
                accountId,
                "called-account",
                "4930123456",
                "442079460000",
                startedAt,
                "192.0.2.1:5060",
                "192.0.2.2:5062",
                "192.0.2.2",
                "agent-1",
                true,
                "softphone/1.0",
                tariff);
    }

    public static Call.Ringing ringing(String callId, Instant startedAt) {
        return new Call.Ringing(setup(callId, "payer", startedAt, tariff()), null);
    }

    public static Call.Answered answered(String callId, String accountId, Instant answeredAt) {
        return new Call.Answered(
                setup(callId, accountId, answeredAt.minusSeconds(5), tariff()), answeredAt.minusSeconds(4), answeredAt);
    }

    public static Call.Ended ended(Call.Answered call, Instant endedAt) {
        return new Call.Ended(
                call.setup(),
                call.ringingAt(),
                call.answeredAt(),
                endedAt,
                Outcome.ANSWERED,
                EndedBy.CALLER,
                200,
                hungUp(endedAt),
                List.of());
    }

    private static Cause hungUp(Instant at) {
        return new Cause(Cause.Code.NORMAL, "the called side hung up", Cause.By.CALLEE, at);
    }

    /** A call of 12.5 s that cost 0.13. */
    public static Cdr cdr(String callId, String accountId, Instant startedAt) {
        return new Cdr(
                callId,
                callId,
                accountId,
                "called-account",
                "4930123456",
                "442079460000",
                startedAt,
                startedAt.plusSeconds(1),
                startedAt.plusSeconds(5),
                startedAt.plusMillis(17_500),
                12_500,
                13,
                0,
                Outcome.ANSWERED,
                EndedBy.CALLEE,
                hungUp(startedAt.plusMillis(17_500)),
                List.of(),
                200,
                Cdr.Rating.RATED,
                new BigDecimal("0.13"),
                "EUR",
                tariff(),
                List.of(
                        new PriceStep("12500 ms in the words of that day", BigDecimal.ZERO),
                        new PriceStep("rounded", new BigDecimal("0.13"))),
                "192.0.2.1:5060",
                "192.0.2.2:5062",
                "192.0.2.2",
                "agent-1",
                "softphone/1.0",
                0,
                Payer.Role.CALLER,
                null,
                null,
                0,
                new PayerReason(PayerReason.Code.DIGEST_USER, "by the digest user alice"));
    }

    /** A call of nobody's to nobody, that was busy. */
    public static Cdr busyCdr(String callId, String from, Instant startedAt) {
        return new Cdr(
                callId,
                callId,
                null,
                null,
                from,
                "442079460000",
                startedAt,
                null,
                null,
                startedAt.plusSeconds(2),
                0,
                0,
                0,
                Outcome.BUSY,
                EndedBy.CALLEE,
                new Cause(Cause.Code.BUSY, "the called side was busy", Cause.By.CALLEE, startedAt.plusSeconds(2)),
                List.of(),
                486,
                Cdr.Rating.NOT_CHARGED,
                null,
                null,
                null,
                List.of(),
                "192.0.2.1:5060",
                "192.0.2.2:5062",
                "192.0.2.2",
                "agent-1",
                null,
                0,
                Payer.Role.CALLER,
                null,
                null,
                0,
                null);
    }

    /** An INVITE on its way from the caller to the platform. */
    public static HepPacket invite(String callId) {
        byte[] sip = """
                INVITE sip:442079460000@192.0.2.2 SIP/2.0
                Via: SIP/2.0/UDP 192.0.2.1:5060;branch=z9hG4bK1
                From: <sip:4930123456@192.0.2.1>;tag=from-tag
                To: <sip:442079460000@192.0.2.2>
                Call-ID: %s
                CSeq: 1 INVITE
                Max-Forwards: 70
                Content-Length: 0

                """.formatted(callId).replace("\n", "\r\n").getBytes(StandardCharsets.UTF_8);
        return HepPacket.empty()
                .capturedAtMicros(ChronoUnit.MICROS.between(Instant.EPOCH, START))
                .ipProtocol(HepPacket.UDP)
                .protocolType(HepPacket.PROTOCOL_SIP)
                .source(new byte[] {(byte) 192, 0, 2, 1}, 5060)
                .target(new byte[] {(byte) 192, 0, 2, 2}, 5060)
                .payload(sip, 0, sip.length);
    }

    public static Registration registration(String aor, Registration.State state) {
        boolean failed = state == Registration.State.FAILED;
        return new Registration(
                "id-" + aor,
                aor,
                "payer",
                failed ? "" : "sip:" + aor + ";line=1",
                "192.0.2.9:5070",
                "udp",
                "phone/2.0",
                START,
                failed ? null : START.plus(Duration.ofHours(1)),
                state,
                failed ? "403 Forbidden" : null,
                "agent-1",
                true);
    }

    /** What the collector site-1 tells of its one agent, 101; a null {@code lastSeen} is of one that was never heard of. */
    public static CollectorReport report(Instant startedAt, Instant publishedAt, Instant lastSeen, long packets) {
        var none = new Latency(0, 0, 0, 0);
        var agent = new AgentActivity(
                "101", "proxy-1", true, List.of(), false, null, false, false, lastSeen, packets, 0, List.of(),
                List.of(), 0, 0, List.of(), 0, 0, 0, 0, null, null, 0);
        return new CollectorReport(
                "site-1", publishedAt, startedAt, List.of(), null, 0, 0, 0, null, none, none, List.of(agent));
    }
}
