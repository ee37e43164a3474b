package io.trunkline.live.board;

import io.trunkline.tariff.Ceiling;
import io.trunkline.tariff.Meter;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** The calls that are up and burn the money of one account, in whatever role it pays for them. Of one thread. */
public final class Burning {

    /** With more calls than this their ceilings are summed once, instead of what each owes a dozen times. */
    private static final int EXACT = 200;

    private static final BigDecimal SECONDS_IN_A_MINUTE = BigDecimal.valueOf(60);

    /** What a call owes at a moment. */
    @FunctionalInterface
    interface Due {
        BigDecimal at(Instant moment);
    }

    private record Burn(Meter meter, Due due) {}

    private final List<Burn> burns = new ArrayList<>();

    Burning() {}

    /**
     * Adds a call.
     *
     * @param meter without free minutes: with them it owes no more
     */
    void add(Meter meter, Due due) {
        burns.add(new Burn(meter, due));
    }

    /** What they owe together at a moment. */
    public BigDecimal due(Instant at) {
        BigDecimal sum = BigDecimal.ZERO;
        for (Burn burn : burns) {
            sum = sum.add(burn.due().at(at));
        }
        return sum;
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
        return burns.size() <= EXACT ? exact(meter, money, now, most) : atLeast(meter, money, now, most);
    }

    private long exact(Meter meter, BigDecimal money, Instant now, long most) {
        long paid = 0;
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
        Ceiling own = meter.ceiling();
        BigDecimal left = money.subtract(own.atAnswer());
        BigDecimal perMinute = own.perMinute();
        for (Burn burn : burns) {
            Ceiling ceiling = burn.meter().ceiling();
            left = left.subtract(burn.due().at(now)).subtract(ceiling.ahead());
            perMinute = perMinute.add(ceiling.perMinute());
        }
        if (left.signum() <= 0) {
            return 1;
        }
        BigDecimal seconds = perMinute.signum() == 0
                ? BigDecimal.valueOf(most)
                : left.multiply(SECONDS_IN_A_MINUTE).divide(perMinute, 0, RoundingMode.FLOOR);
        return Math.max(1, seconds.min(BigDecimal.valueOf(most)).longValueExact());
    }
}
