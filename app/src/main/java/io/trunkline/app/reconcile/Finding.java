package io.trunkline.app.reconcile;

import java.math.BigDecimal;

/** What came of a call that one side recorded, or both. */
public sealed interface Finding {

    /** Ways in which it can come out. A pair that differs in length and price is of another length. */
    enum Kind {
        /** Both recorded it, and agree. */
        MATCHED("matched"),
        /** The carrier's length is another. */
        OTHER_LENGTH("other length"),
        /** Of the same length, and the carrier's price is another. */
        OTHER_PRICE("other price"),
        /** The carrier recorded it, we did not. */
        MISSING_HERE("missing here"),
        /** We recorded it, the carrier did not. */
        MISSING_THERE("missing there"),
        /** The carrier wrote it down a second time. */
        DUPLICATE("duplicate");

        private final String words;

        Kind(String words) {
            this.words = words;
        }

        /** For people. */
        public String words() {
            return words;
        }
    }

    /** How it came out. */
    Kind kind();

    /** Our record; null without one. */
    default OurCall ours() {
        return null;
    }

    /** The carrier's; null without one. */
    default CarrierCall carriers() {
        return null;
    }

    /** What the carrier charges for it; 0 where nothing is said. */
    default BigDecimal carriersPrice() {
        return carriers() == null || carriers().price() == null
                ? BigDecimal.ZERO
                : carriers().price();
    }

    /** What it costs by our cost card; 0 when that is not known. */
    default BigDecimal ourPrice() {
        return ours() == null || ours().price() == null ? BigDecimal.ZERO : ours().price();
    }

    /** Both recorded it. */
    record Pair(Kind kind, OurCall ours, CarrierCall carriers) implements Finding {}

    /** The carrier's alone: {@link Kind#MISSING_HERE} or {@link Kind#DUPLICATE}. */
    record TheirsAlone(Kind kind, CarrierCall carriers) implements Finding {}

    /** Ours alone. */
    record OursAlone(OurCall ours) implements Finding {
        @Override
        public Kind kind() {
            return Kind.MISSING_THERE;
        }
    }
}
