package io.trunkline.protocol.event;

import java.math.BigDecimal;

/**
 * What was put on a rate, per minute: {@code (cost + fixed) × (1 + percent / 100)}.
 *
 * @param by whose markup it is, for people: {@code card retail}
 * @param cost a minute before it, at the answer
 * @param fixed added to it, 0 or more
 * @param percent of both added, 0 or more
 */
public record Markup(String by, BigDecimal cost, BigDecimal fixed, BigDecimal percent) {

    /** A minute with the markup: exact. */
    public BigDecimal applied() {
        return applied(cost, fixed, percent);
    }

    /** Any rate of a minute with a markup: exact. */
    public static BigDecimal applied(BigDecimal cost, BigDecimal fixed, BigDecimal percent) {
        BigDecimal factor = percent.movePointLeft(2).add(BigDecimal.ONE);
        BigDecimal marked = cost.add(fixed).multiply(factor);
        BigDecimal stripped = marked.stripTrailingZeros();
        return stripped.scale() < 0 ? stripped.setScale(0) : stripped;
    }
}
