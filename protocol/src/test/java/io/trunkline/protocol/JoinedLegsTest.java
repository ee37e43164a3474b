package io.trunkline.protocol;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.trunkline.protocol.event.CallLink;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class JoinedLegsTest {

    private final List<CallLink> links = new ArrayList<>();
    private int asked;

    private void link(String value, boolean mayBeCallId, String... callIds) {
        links.add(new CallLink(
                value,
                Instant.EPOCH,
                mayBeCallId,
                Stream.of(callIds)
                        .map(callId -> new CallLink.Leg(callId, Instant.EPOCH, "X-CID"))
                        .toList()));
    }

    private Set<String> joined(String callId) {
        return JoinedLegs.of(callId, callIds -> {
            asked++;
            return links.stream()
                    .filter(link -> link.callIds().stream().anyMatch(callIds::contains))
                    .toList();
        });
    }

    @Test
    void shouldAskOnceForACallThatSharesNothing() {
        assertEquals(Set.of("a"), joined("a"));
        assertEquals(1, asked);
    }

    @Test
    void shouldFollowLinksFromLegToLegAndEndInACircle() {
        link("a", true, "b");
        link("icid", false, "b", "c");
        link("c", true, "a");
        assertEquals(Set.of("a", "b", "c"), joined("c"));
    }

    @Test
    void shouldTakeAValueForACallIdOnlyWhereItMayBeOne() {
        link("uuid", false, "a", "b");
        assertEquals(Set.of("uuid"), joined("uuid"));
        assertEquals(Set.of("a", "b"), joined("a"));
    }

    @Test
    void shouldNotJoinByALinkThatTooManyShare() {
        link("a", true);
        assertEquals(Set.of("a"), joined("a"));
    }

    @Test
    void shouldLeaveOutWhatIsJoinedToMoreLegsThanACallHas() {
        for (int i = 0; i < 100; i++) {
            link("leg-" + i, true, "leg-" + (i + 1));
        }
        assertEquals(JoinedLegs.MOST, joined("leg-0").size());
    }
}
