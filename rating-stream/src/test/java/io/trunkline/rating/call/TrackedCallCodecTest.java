package io.trunkline.rating.call;

import io.trunkline.rating.state.Instances;
import io.trunkline.rating.state.StateRecords;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;

class TrackedCallCodecTest {

    @Provide
    Arbitrary<TrackedCall> calls() {
        return Instances.of(TrackedCall.class);
    }

    @Property(tries = 500)
    void shouldReadWhatItWrote(@ForAll("calls") TrackedCall value) {
        StateRecords.assertRoundTrip(TrackedCallCodec.SERDE, value);
    }

    @Property(tries = 100)
    void shouldRefuseARecordThatIsCutOff(@ForAll("calls") TrackedCall value) {
        StateRecords.assertEveryPrefixIsRefused(TrackedCallCodec.SERDE, value);
    }

    @Property(tries = 100)
    void shouldRefuseARecordOfWhichAByteFellOver(
            @ForAll("calls") TrackedCall value, @ForAll @IntRange(min = 1, max = 255) int bits) {
        StateRecords.assertEveryChangedByteIsRefused(TrackedCallCodec.SERDE, value, bits);
    }

    @Property(tries = 2_000)
    void shouldReadOrRefuseWhateverComes(@ForAll @Size(max = 200) byte[] anything) {
        StateRecords.assertReadsOrRefuses(TrackedCallCodec.SERDE, anything);
    }
}
