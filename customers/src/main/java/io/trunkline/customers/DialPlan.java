package io.trunkline.customers;

import com.google.i18n.phonenumbers.NumberParseException;
import com.google.i18n.phonenumbers.PhoneNumberUtil;
import com.google.i18n.phonenumbers.PhoneNumberUtil.PhoneNumberFormat;
import com.google.i18n.phonenumbers.Phonenumber.PhoneNumber;
import com.google.i18n.phonenumbers.Phonenumber.PhoneNumber.CountryCodeSource;
import io.trunkline.protocol.event.Account;
import io.trunkline.protocol.sip.E164;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * What somebody who dials means: which number in E.164 form. The prefixes decide, those that the account names before
 * those of its country; what is known of the world's numbering (libphonenumber) tells the prefixes of a country, and
 * whether a number without any is a national one. What no rule fits is taken as it is dialled. Immutable.
 */
final class DialPlan {

    /** Who says nothing of how he dials: what does not begin with 00 is in E.164 form. */
    static final DialPlan INTERNATIONAL = new DialPlan(null, List.of(), null);

    private static final PhoneNumberUtil WORLD = PhoneNumberUtil.getInstance();
    private static final int GERMANY = 49;
    private static final String EXAMPLE_OF_GERMANY = "30123456";
    private static final int NORTH_AMERICA = 1;
    private static final String EXAMPLE_OF_NORTH_AMERICA = "2125550123";

    private final String country;
    private final String countryCode;

    /** The longest first: {@code 0011} before {@code 00}. */
    private final List<String> international;

    /** Null where national numbers are dialled as they are. */
    private final String trunk;

    /** Whether the country's numbering says what the prefixes of its carriers are. */
    private final boolean asTheCountryDoes;

    private DialPlan(String country, List<String> international, String trunkPrefix) {
        this.country = country;
        this.countryCode = country == null ? null : String.valueOf(WORLD.getCountryCodeForRegion(country));
        this.asTheCountryDoes = country != null && international.isEmpty();
        this.international = (asTheCountryDoes ? internationalPrefix(country).stream() : international.stream())
                .sorted(Comparator.comparingInt(String::length).reversed())
                .toList();
        this.trunk = country == null ? null : trunk(country, trunkPrefix);
    }

    /** The plan of an account. */
    static DialPlan of(Account account) {
        // A country of which only a newer program knows is none.
        String country = isCountry(account.country()) ? account.country() : null;
        return country == null && account.internationalPrefixes().isEmpty()
                ? INTERNATIONAL
                : new DialPlan(country, account.internationalPrefixes(), account.trunkPrefix());
    }

    /** Whether a country is known by these letters; null is none. */
    static boolean isCountry(String letters) {
        return letters != null && WORLD.getSupportedRegions().contains(letters);
    }

    private static String trunk(String country, String trunkPrefix) {
        if (trunkPrefix != null) {
            return Account.NO_TRUNK_PREFIX.equals(trunkPrefix) ? null : trunkPrefix;
        }
        return countrysTrunk(country);
    }

    /** Null where there is none. */
    private static String countrysTrunk(String country) {
        String known = WORLD.getNddPrefixForRegion(country, true);
        return known == null || known.isEmpty() ? null : known;
    }

    /** What one dials in a country before the code of another; empty where that depends on the carrier. */
    private static Optional<String> internationalPrefix(String country) {
        var abroad = new PhoneNumber();
        if (WORLD.getCountryCodeForRegion(country) == GERMANY) {
            abroad.setCountryCode(NORTH_AMERICA).setNationalNumber(Long.parseLong(EXAMPLE_OF_NORTH_AMERICA));
        } else {
            abroad.setCountryCode(GERMANY).setNationalNumber(Long.parseLong(EXAMPLE_OF_GERMANY));
        }
        String dialled = WORLD.formatOutOfCountryCallingNumber(abroad, country);
        int code = dialled.indexOf(" " + abroad.getCountryCode() + " ");
        String prefix = code < 0 ? "" : dialled.substring(0, code).replaceAll("[^0-9]", "");
        return dialled.startsWith("+") || prefix.isEmpty() ? Optional.empty() : Optional.of(prefix);
    }

    /**
     * The number that is meant.
     *
     * @param user the user part of a SIP URI; null gives null
     * @return E.164 digits; the user as it is when it is no number
     */
    String number(String user) {
        String digits = E164.inContext(user);
        if (digits == null || this == INTERNATIONAL || E164.isGlobal(user)) {
            return E164.numberOrUser(user);
        }
        for (String prefix : international) {
            if (isBefore(prefix, digits)) {
                return digits.substring(prefix.length());
            }
        }
        return (country == null ? Optional.<String>empty() : inCountry(digits))
                .orElseGet(() -> E164.numberOrUser(user));
    }

    /** No country's code begins with 0, and of no country with a trunk prefix does a national number. */
    private static boolean isBefore(String prefix, String digits) {
        return digits.length() > prefix.length() && digits.startsWith(prefix) && digits.charAt(prefix.length()) != '0';
    }

    private Optional<String> inCountry(String digits) {
        Optional<PhoneNumber> read = parsed(digits);
        Optional<String> known = read.filter(WORLD::isValidNumber).map(DialPlan::e164);
        if (asTheCountryDoes && read.filter(DialPlan::isAbroad).isPresent()) {
            return read.map(DialPlan::e164);
        }
        if (trunk == null) {
            return known;
        }
        if (!isBefore(trunk, digits)) {
            // Where the trunk prefix is the country's code, as in North America, it may be left out.
            return trunk.equals(countryCode) ? known : Optional.empty();
        }
        // The country's numbering may have more to take off than its prefix.
        String number = countryCode + digits.substring(trunk.length());
        return Optional.of(trunk.equals(countrysTrunk(country)) ? known.orElse(number) : number);
    }

    /** Whether it begins with an international prefix, which in some countries names a carrier, as in Brazil. */
    private static boolean isAbroad(PhoneNumber number) {
        return number.getCountryCodeSource() == CountryCodeSource.FROM_NUMBER_WITH_IDD;
    }

    private Optional<PhoneNumber> parsed(String digits) {
        try {
            return Optional.of(WORLD.parseAndKeepRawInput(digits, country));
        } catch (NumberParseException e) {
            // No number of this country's numbering: the prefixes alone decide.
            return Optional.empty();
        }
    }

    private static String e164(PhoneNumber number) {
        return WORLD.format(number, PhoneNumberFormat.E164).substring(1);
    }
}
