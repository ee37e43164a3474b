package io.trunkline.tariff;

import java.math.BigDecimal;

/**
 * A straight line that what is due for a call is never above: to look ahead without walking the increments of
 * thousands of calls.
 *
 * <pre>
 *   due(t) ≤ atAnswer + perMinute × t            t: time since the answer
 *   due(t) ≤ due(s) + ahead + perMinute × (t − s)   for s ≤ t, once something is due at s
 * </pre>
 *
 * @param atAnswer where the line begins at the answer
 * @param ahead how far what is due may run ahead of the time talked: an increment is due when it starts
 * @param perMinute what a minute costs where the call is dearest
 */
public record Ceiling(BigDecimal atAnswer, BigDecimal ahead, BigDecimal perMinute) {}
