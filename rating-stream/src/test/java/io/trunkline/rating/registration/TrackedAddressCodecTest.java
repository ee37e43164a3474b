package io.trunkline.rating.registration;

import io.trunkline.rating.state.Instances;
import io.trunkline.rating.state.StateRecords;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;

class TrackedAddressCodecTest {

    @Provide
    Arbitrary<TrackedAddress> addresses() {
        return Instances.of(TrackedAddress.class);
    }

    @Property(tries = 500)
    void shouldReadWhatItWrote(@ForAll("addresses") TrackedAddress value) {
        StateRecords.assertRoundTrip(TrackedAddressCodec.SERDE, value);
    }

    @Property(tries = 100)
    void shouldRefuseARecordThatIsCutOff(@ForAll("addresses") TrackedAddress value) {
        StateRecords.assertEveryPrefixIsRefused(TrackedAddressCodec.SERDE, value);
    }

    @Property(tries = 100)
    void shouldRefuseARecordOfWhichAByteFellOver(
            @ForAll("addresses") TrackedAddress value, @ForAll @IntRange(min = 1, max = 255) int bits) {
        StateRecords.assertEveryChangedByteIsRefused(TrackedAddressCodec.SERDE, value, bits);
    }

    @Property(tries = 2_000)
    void shouldReadOrRefuseWhateverComes(@ForAll @Size(max = 200) byte[] anything) {
        StateRecords.assertReadsOrRefuses(TrackedAddressCodec.SERDE, anything);
    }
}
