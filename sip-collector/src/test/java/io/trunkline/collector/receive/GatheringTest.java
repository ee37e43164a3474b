package io.trunkline.collector.receive;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.netty.channel.SelectStrategy;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class GatheringTest {

    private long now = 1_000_000_000;
    private final List<Long> pauses = new ArrayList<>();
    private final Gathering gathering = new Gathering(() -> now, nanos -> {
        pauses.add(nanos);
        now += nanos;
    });

    @Test
    void theFirstLookIsAtOnce() throws Exception {
        assertEquals(SelectStrategy.SELECT, look());

        assertEquals(List.of(), pauses);
    }

    @Test
    void packetsCloseBehindEachOtherGather() throws Exception {
        look();
        aPacketIsReadAfter(Gathering.CLOSE_NANOS - 1);

        assertEquals(SelectStrategy.SELECT, look());

        assertEquals(List.of(Gathering.PAUSE_NANOS), pauses);
    }

    @Test
    void goOnGatheringAsLongAsAPauseBringsSome() throws Exception {
        for (int i = 0; i < 3; i++) {
            look();
            aPacketIsReadAfter(10_000);
        }
        look();

        assertEquals(3, pauses.size());
    }

    @Test
    void aPacketThatComesAloneIsReadAtOnce() throws Exception {
        look();
        aPacketIsReadAfter(Gathering.CLOSE_NANOS);

        assertEquals(SelectStrategy.SELECT, look());

        assertEquals(List.of(), pauses);
    }

    @Test
    void nothingWaitsForAPauseWhereTheThreadHasOtherWork() throws Exception {
        look();
        aPacketIsReadAfter(10_000);

        assertEquals(7, gathering.calculateStrategy(() -> 7, true));

        assertEquals(List.of(), pauses);
    }

    private int look() throws Exception {
        return gathering.calculateStrategy(
                () -> {
                    throw new AssertionError("it waits for packets, and does not ask whether there are any");
                },
                false);
    }

    private void aPacketIsReadAfter(long nanos) {
        now += nanos;
    }
}
