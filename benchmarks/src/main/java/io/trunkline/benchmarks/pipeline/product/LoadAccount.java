package io.trunkline.benchmarks.pipeline.product;

import java.math.BigDecimal;

/**
 * An account of a load run.
 *
 * @param id its id
 * @param kind how its money is managed
 * @param opening what it pays before the run; 0 for nothing
 * @param topUp what it pays every ten seconds while calls are played; 0 for nothing
 */
public record LoadAccount(String id, Kind kind, BigDecimal opening, BigDecimal topUp) {

    /** How an account's money is managed. */
    public enum Kind {
        /** Postpaid. */
        NONE("none"),
        /** It may be overdrawn. */
        SOFT("soft"),
        /** Prepaid, with more than it can spend. */
        RICH("hard"),
        /** Prepaid, and out of money again and again. */
        POOR("hard");

        private final String management;

        Kind(String management) {
            this.management = management;
        }

        /** The value of {@code balanceManagement}. */
        String management() {
            return management;
        }

        /** Four of ten postpaid, three soft, two prepaid, one that runs dry. */
        static Kind mixed(int index) {
            int of = index % 10;
            if (of < 4) {
                return NONE;
            } else if (of < 7) {
                return SOFT;
            }
            return of < 9 ? RICH : POOR;
        }
    }
}
