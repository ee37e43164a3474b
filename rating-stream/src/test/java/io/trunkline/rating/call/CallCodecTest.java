package io.trunkline.rating.call;

import io.trunkline.rating.state.Instances;
import io.trunkline.rating.state.StateRecords;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;

class CallCodecTest {

    @Provide
    Arbitrary<CallEvent> events() {
        return Instances.of(CallEvent.class);
    }

    @Property(tries = 500)
    void shouldReadWhatItWrote(@ForAll("events") CallEvent value) {
        StateRecords.assertRoundTrip(CallCodec.EVENTS, value);
    }

    @Property(tries = 100)
    void shouldRefuseARecordThatIsCutOff(@ForAll("events") CallEvent value) {
        StateRecords.assertEveryPrefixIsRefused(CallCodec.EVENTS, value);
    }

    @Property(tries = 100)
    void shouldRefuseARecordOfWhichAByteFellOver(
            @ForAll("events") CallEvent value, @ForAll @IntRange(min = 1, max = 255) int bits) {
        StateRecords.assertEveryChangedByteIsRefused(CallCodec.EVENTS, value, bits);
    }

    @Property(tries = 2_000)
    void shouldReadOrRefuseWhateverComes(@ForAll @Size(max = 200) byte[] anything) {
        StateRecords.assertReadsOrRefuses(CallCodec.EVENTS, anything);
    }
}
