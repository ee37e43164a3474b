package io.trunkline.rating.link;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.trunkline.protocol.event.CallLink;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class LinkTest {

    private static final Instant START = Instant.parse("2026-11-21T12:00:00Z");

    private static LinkEvent.Borne leg(String callId, int second, boolean mayBeCallId) {
        return new LinkEvent.Borne(callId, START.plusSeconds(second), "X-CID", mayBeCallId);
    }

    private static Link of(LinkEvent.Borne... legs) {
        Link link = null;
        for (LinkEvent.Borne leg : legs) {
            link = Link.with("shared", link, leg);
        }
        return link;
    }

    private static List<String> joined(Link link) {
        return link.told("shared").map(CallLink::callIds).orElse(List.of());
    }

    @Test
    void shouldTellNothingOfALegAloneUnlessTheValueMayBeTheCallIdOfAnother() {
        assertEquals(Optional.empty(), of(leg("one", 0, false)).told("shared"));
        assertEquals(List.of("shared", "one"), joined(of(leg("one", 0, true))));
    }

    @Test
    void shouldJoinLegsInTheOrderInWhichTheyCome() {
        assertEquals(
                List.of("one", "two", "three"),
                joined(of(leg("one", 0, false), leg("two", 1, false), leg("three", 2, false))));
    }

    @Test
    void shouldKeepALegThatIsOverWithTheOthersUntilTheLastIs() {
        Link link = of(leg("one", 0, false), leg("two", 1, false));
        Link left = link.without("one").orElseThrow();
        assertEquals(List.of("one", "two"), joined(left));
        assertEquals(Optional.empty(), left.without("two"));
    }

    @Test
    void shouldTakeACallIdThatIsUsedAgainForALegThatIsUpAgain() {
        Link link =
                of(leg("one", 0, false), leg("two", 1, false)).without("one").orElseThrow();
        Link again = Link.with("shared", link, leg("one", 5, false));
        assertTrue(again.without("two").isPresent());
    }

    @Test
    void shouldJoinNothingByAValueThatTooManyBear() {
        Link link = null;
        int most = Link.MOST_LEGS;
        for (int i = 0; i < most; i++) {
            link = Link.with("shared", link, leg("leg-" + i, i, true));
        }
        assertEquals(most + 1, joined(link).size());
        link = Link.with("shared", link, leg("leg-" + most, most, true));
        assertInstanceOf(Link.Many.class, link);
        assertEquals(List.of(), joined(link));
        for (int i = 0; i < most; i++) {
            link = link.without("leg-" + i).orElseThrow();
        }
        assertEquals(Optional.empty(), link.without("leg-" + most));
    }

    @Test
    void shouldNotCountAmongTooManyThoseThatWereOver() {
        Link link = null;
        for (int i = 0; i < Link.MOST_LEGS; i++) {
            link = Link.with("shared", link, leg("leg-" + i, i, false));
        }
        link = link.without("leg-0").orElseThrow();
        link = Link.with("shared", link, leg("more", 99, false));
        assertEquals(new Link.Many(START, Link.MOST_LEGS), link);
    }
}
