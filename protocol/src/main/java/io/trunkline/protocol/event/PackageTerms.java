package io.trunkline.protocol.event;

/**
 * What a package made of a call's tariff, or the platform itself.
 *
 * @param id the package; null where the platform lets the call go for nothing, whoever makes it
 * @param pulse seconds that replaced both increments; 0 when it has none
 * @param free why the call costs nothing, for people; null when it does
 * @param allowance the free minutes from which the call takes; null for none
 */
public record PackageTerms(String id, int pulse, String free, Allowance allowance) {

    /** Those of a call that costs nobody anything. */
    public static PackageTerms ofPlatform(String why) {
        return new PackageTerms(null, 0, why);
    }

    /** Terms without free minutes. */
    public PackageTerms(String id, int pulse, String free) {
        this(id, pulse, free, null);
    }
}
