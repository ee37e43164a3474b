package io.trunkline.rating.state;

import io.trunkline.protocol.event.RateWindow;
import io.trunkline.testing.Instances;
import java.util.Map;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;

/**
 * What the records of every type of the state keep to. A test of a codec extends it.
 *
 * @param <T> the type
 */
public abstract class CodecContract<T> {

    private final StateSerde<T> serde;
    private final Class<T> type;

    /** A contract for one type. */
    protected CodecContract(StateSerde<T> serde, Class<T> type) {
        this.serde = serde;
        this.type = type;
    }

    @Provide
    Arbitrary<T> values() {
        return Instances.with(Map.of(RateWindow.class, windows())).of(type);
    }

    private static Arbitrary<RateWindow> windows() {
        return Combinators.combine(
                        Arbitraries.integers().between(1, RateWindow.ALL_DAYS),
                        Arbitraries.integers().between(0, 700),
                        Arbitraries.integers().between(701, RateWindow.MINUTES_OF_DAY))
                .as(RateWindow::new);
    }

    @Property(tries = 500)
    void shouldReadWhatItWrote(@ForAll("values") T value) {
        StateRecords.assertRoundTrip(serde, value);
    }

    @Property(tries = 100)
    void shouldRefuseARecordThatIsCutOff(@ForAll("values") T value) {
        StateRecords.assertEveryPrefixIsRefused(serde, value);
    }

    @Property(tries = 100)
    void shouldRefuseARecordOfWhichAByteFellOver(
            @ForAll("values") T value, @ForAll @IntRange(min = 1, max = 255) int bits) {
        StateRecords.assertEveryChangedByteIsRefused(serde, value, bits);
    }

    @Property(tries = 2_000)
    void shouldReadOrRefuseWhateverComes(@ForAll @Size(max = 200) byte[] anything) {
        StateRecords.assertReadsOrRefuses(serde, anything);
    }
}
