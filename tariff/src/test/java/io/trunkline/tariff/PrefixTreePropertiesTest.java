package io.trunkline.tariff;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.HashSet;
import java.util.List;
import java.util.Set;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.From;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;

/** The longest prefix against a map that is asked for each beginning of a number, the longest first. */
class PrefixTreePropertiesTest {

    /** Of few digits, so that prefixes lie in each other and many under one head. */
    @Provide
    Arbitrary<String> prefixes() {
        return Arbitraries.strings().withChars("0179").ofMinLength(1).ofMaxLength(PrefixTree.MAX_DIGITS);
    }

    @Provide
    Arbitrary<String> numbers() {
        return Arbitraries.strings().withChars("0179").ofMaxLength(PrefixTree.MAX_DIGITS + 3);
    }

    @Property
    void theLongestPrefixIsFoundWhateverTheCardHas(
            @ForAll @Size(min = 1, max = 400) List<@From("prefixes") String> prefixes,
            @ForAll @IntRange(max = 10_000) int seed,
            @ForAll @Size(max = 50) List<@From("numbers") String> numbers) {
        var distinct = new HashSet<>(prefixes);
        long[] packed = distinct.stream().mapToLong(PrefixTree::pack).sorted().toArray();
        var tree = new PrefixTree(packed, packed);
        numbers.forEach(number -> assertLongest(distinct, tree, number));
        prefixes.forEach(prefix -> {
            assertLongest(distinct, tree, prefix);
            assertLongest(distinct, tree, prefix + seed);
            assertLongest(distinct, tree, prefix.substring(1));
        });
    }

    private static void assertLongest(Set<String> prefixes, PrefixTree tree, String number) {
        int found = tree.longest(number);
        assertEquals(naive(prefixes, number), found == PrefixTree.NONE ? "" : tree.digits(found), number);
    }

    private static String naive(Set<String> prefixes, String number) {
        for (int length = Math.min(number.length(), PrefixTree.MAX_DIGITS); length > 0; length--) {
            String beginning = number.substring(0, length);
            if (prefixes.contains(beginning)) {
                return beginning;
            }
        }
        return "";
    }
}
