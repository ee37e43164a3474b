package io.trunkline.live.media;

import java.math.BigDecimal;
import java.math.RoundingMode;

/** Measured values, which have no more digits than they are good for. */
final class Rounded {

    private Rounded() {}

    static double to(int digits, double value) {
        return BigDecimal.valueOf(value).setScale(digits, RoundingMode.HALF_UP).doubleValue();
    }
}
