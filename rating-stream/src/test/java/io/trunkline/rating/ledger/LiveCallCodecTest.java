package io.trunkline.rating.ledger;

import io.trunkline.rating.state.Instances;
import io.trunkline.rating.state.StateRecords;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;

class LiveCallCodecTest {

    @Provide
    Arbitrary<LiveCall> liveCalls() {
        return Instances.of(LiveCall.class);
    }

    @Property(tries = 500)
    void shouldReadWhatItWrote(@ForAll("liveCalls") LiveCall value) {
        StateRecords.assertRoundTrip(LedgerCodec.LIVE_CALLS, value);
    }

    @Property(tries = 100)
    void shouldRefuseARecordThatIsCutOff(@ForAll("liveCalls") LiveCall value) {
        StateRecords.assertEveryPrefixIsRefused(LedgerCodec.LIVE_CALLS, value);
    }

    @Property(tries = 100)
    void shouldRefuseARecordOfWhichAByteFellOver(
            @ForAll("liveCalls") LiveCall value, @ForAll @IntRange(min = 1, max = 255) int bits) {
        StateRecords.assertEveryChangedByteIsRefused(LedgerCodec.LIVE_CALLS, value, bits);
    }

    @Property(tries = 2_000)
    void shouldReadOrRefuseWhateverComes(@ForAll @Size(max = 200) byte[] anything) {
        StateRecords.assertReadsOrRefuses(LedgerCodec.LIVE_CALLS, anything);
    }
}
