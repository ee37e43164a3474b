package io.trunkline.telemetry;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.trunkline.telemetry.Health.Part;
import io.trunkline.telemetry.Health.Status;
import org.junit.jupiter.api.Test;

class HealthTest {

    private final Health health = new Health();

    @Test
    void shouldBeStartingUntilTheProcessServesWhateverItsPartsSay() {
        health.part("live", Part::up);
        assertEquals(Status.STARTING, whole());
        health.started();
        assertEquals(Status.UP, whole());
    }

    @Test
    void shouldShowAnAnnouncedPartAsStartingUntilItSpeaksForItself() {
        health.announce("rating");
        assertEquals(Status.STARTING, health.parts().get("rating").status());
        health.part("rating", () -> Part.degraded("late"));
        health.announce("rating");
        assertEquals(Part.degraded("late"), health.parts().get("rating"));
    }

    @Test
    void shouldBeDownAlreadyWhileItStarts() {
        health.announce("storage");
        health.part("rating", () -> Part.down("no memory"));
        assertEquals(Status.DOWN, whole());
    }

    @Test
    void shouldBeAsItsWorstPartOnceItServes() {
        health.part("collector", Part::up);
        health.part("storage", () -> Part.degraded("the store is away"));
        health.started();
        assertEquals(Status.DEGRADED, whole());
        health.part("rating", () -> Part.starting("rebalancing"));
        assertEquals(Status.STARTING, whole());
    }

    private Status whole() {
        return health.whole(health.parts());
    }
}
