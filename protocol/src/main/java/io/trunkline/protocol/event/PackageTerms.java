package io.trunkline.protocol.event;

/**
 * What a package made of a call's tariff.
 *
 * @param id the package
 * @param pulse seconds that replaced both increments; 0 when it has none
 * @param free why the call costs nothing, for people; null when it does
 * @param allowance the free minutes from which the call takes; null for none
 */
public record PackageTerms(String id, int pulse, String free, Allowance allowance) {

    /** Terms without free minutes. */
    public PackageTerms(String id, int pulse, String free) {
        this(id, pulse, free, null);
    }
}
