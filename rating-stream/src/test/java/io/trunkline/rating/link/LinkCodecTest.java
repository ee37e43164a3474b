package io.trunkline.rating.link;

import io.trunkline.rating.state.Instances;
import io.trunkline.rating.state.StateRecords;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;

class LinkCodecTest {

    @Provide
    Arbitrary<LinkedLeg> legs() {
        return Instances.of(LinkedLeg.class);
    }

    @Provide
    Arbitrary<Link> links() {
        return Instances.of(Link.class);
    }

    @Provide
    Arbitrary<LinkEvent> events() {
        return Instances.of(LinkEvent.class);
    }

    @Property(tries = 500)
    void shouldReadTheLegThatItWrote(@ForAll("legs") LinkedLeg value) {
        StateRecords.assertRoundTrip(LinkCodec.LEGS, value);
    }

    @Property(tries = 500)
    void shouldReadTheLinkThatItWrote(@ForAll("links") Link value) {
        StateRecords.assertRoundTrip(LinkCodec.LINKS, value);
    }

    @Property(tries = 500)
    void shouldReadTheEventThatItWrote(@ForAll("events") LinkEvent value) {
        StateRecords.assertRoundTrip(LinkCodec.EVENTS, value);
    }

    @Property(tries = 100)
    void shouldRefuseARecordThatIsCutOff(@ForAll("links") Link value) {
        StateRecords.assertEveryPrefixIsRefused(LinkCodec.LINKS, value);
    }

    @Property(tries = 100)
    void shouldRefuseARecordOfWhichAByteFellOver(
            @ForAll("links") Link value, @ForAll @IntRange(min = 1, max = 255) int bits) {
        StateRecords.assertEveryChangedByteIsRefused(LinkCodec.LINKS, value, bits);
    }

    @Property(tries = 2_000)
    void shouldReadOrRefuseWhateverComes(@ForAll @Size(max = 200) byte[] anything) {
        StateRecords.assertReadsOrRefuses(LinkCodec.EVENTS, anything);
    }
}
