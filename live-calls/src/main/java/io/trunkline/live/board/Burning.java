package io.trunkline.live.board;

import io.trunkline.tariff.Ceiling;
import io.trunkline.tariff.Meter;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Instant;
import java.util.List;
import java.util.function.Supplier;

/**
 * The calls that are up and burn the money of one account, in whatever role it pays for them. They are walked only where the
 * line above all of them does not tell enough: thousands of them cost an answer nothing as long as there is money. Of one
 * thread.
 */
public final class Burning {

    /** With more calls than this their ceilings are summed once, instead of what each owes a dozen times. */
    private static final int EXACT = 200;

    /** With more calls than {@value #EXACT} nobody needs to know of more seconds than this whether they are all. */
    private static final long ENOUGH_SECONDS = 3_600;

    private static final BigDecimal SECONDS_IN_A_MINUTE = BigDecimal.valueOf(60);

    /** What a call owes at a moment. */
    @FunctionalInterface
    interface Due {
        BigDecimal at(Instant moment);
    }

    /**
     * A call.
     *
     * @param meter without free minutes: with them it owes no more
     */
    record Burn(Meter meter, Due due) {}

    private final BurnLine line;
    private final Supplier<List<Burn>> walk;
    private List<Burn> walked;

    /**
     * Calls.
     *
     * @param line above all of them
     * @param walk each of them; asked once, if at all
     */
    Burning(BurnLine line, Supplier<List<Burn>> walk) {
        this.line = line;
        this.walk = walk;
    }

    private List<Burn> burns() {
        if (walked == null) {
            walked = walk.get();
        }
        return walked;
    }

    private BigDecimal due(Instant at) {
        BigDecimal sum = BigDecimal.ZERO;
        for (Burn burn : burns()) {
            sum = sum.add(burn.due().at(at));
        }
        return sum;
    }

    /**
     * Whether something is left of money beside what they owe now, and no less than what one more call begins with.
     *
     * @param money what may be spent for all of them
     * @param first what is due for one more when it is answered
     */
    public boolean leave(BigDecimal first, BigDecimal money, Instant now) {
        return isLeft(money.subtract(line.at(now)), first) || isLeft(money.subtract(due(now)), first);
    }

    private static boolean isLeft(BigDecimal left, BigDecimal first) {
        return left.signum() > 0 && left.compareTo(first) >= 0;
    }

    /**
     * How many seconds one more call may last beside them until money is used up: exact with few calls, and with many not
     * more than that.
     *
     * @param meter of the call, which is answered now
     * @param money what may be spent for all of them
     * @param most no more is looked for
     */
    public long secondsWith(Meter meter, BigDecimal money, Instant now, long most) {
        long sure = Math.min(most, below(line.perMinute(), money.subtract(line.at(now)), meter.ceiling()));
        if (sure == most) {
            return most;
        }
        if (line.calls() <= EXACT) {
            return exact(meter, money, now, sure, most);
        }
        return sure >= ENOUGH_SECONDS ? sure : Math.max(sure, atLeast(meter, money, now, most));
    }

    /** How many seconds pass until a line has used up what is left; 0 when nothing is. */
    private static long below(BigDecimal perMinute, BigDecimal left, Ceiling own) {
        BigDecimal remaining = left.subtract(own.atAnswer());
        BigDecimal together = perMinute.add(own.perMinute());
        if (remaining.signum() <= 0) {
            return 0;
        }
        return together.signum() == 0
                ? Long.MAX_VALUE
                : remaining
                        .multiply(SECONDS_IN_A_MINUTE)
                        .divide(together, 0, RoundingMode.FLOOR)
                        .min(BigDecimal.valueOf(Long.MAX_VALUE))
                        .longValueExact();
    }

    private long exact(Meter meter, BigDecimal money, Instant now, long sure, long most) {
        long paid = sure;
        long unpaid = most + 1;
        while (unpaid - paid > 1) {
            long middle = (paid + unpaid) >>> 1;
            // At the end of a second only what began before it is owed.
            BigDecimal owed = due(now.plusSeconds(middle).minusMillis(1)).add(meter.price(middle));
            if (owed.compareTo(money) <= 0) {
                paid = middle;
            } else {
                unpaid = middle;
            }
        }
        return paid;
    }

    private long atLeast(Meter meter, BigDecimal money, Instant now, long most) {
        BigDecimal left = money;
        BigDecimal perMinute = BigDecimal.ZERO;
        for (Burn burn : burns()) {
            Ceiling ceiling = burn.meter().ceiling();
            left = left.subtract(burn.due().at(now)).subtract(ceiling.ahead());
            perMinute = perMinute.add(ceiling.perMinute());
        }
        return Math.clamp(below(perMinute, left, meter.ceiling()), 1, most);
    }
}
