package io.trunkline.live.alarm;

import io.trunkline.protocol.event.AlarmRule;
import java.time.Instant;
import java.util.List;

/** Measures what a rule looks at. */
@FunctionalInterface
public interface Readings {

    /** Everything of which the rule may say something now; the same key at most once. */
    List<Reading> of(AlarmRule rule, Instant now);
}
