package io.trunkline.protocol;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotSame;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertSame;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.random.RandomGenerator;
import java.util.random.RandomGeneratorFactory;
import java.util.stream.IntStream;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.AlphaChars;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import net.jqwik.api.constraints.StringLength;

class SharedTextsTest {

    private static byte[] between(String before, byte[] text, String behind) {
        byte[] all = new byte[before.length() + text.length + behind.length()];
        System.arraycopy(before.getBytes(StandardCharsets.US_ASCII), 0, all, 0, before.length());
        System.arraycopy(text, 0, all, before.length(), text.length);
        System.arraycopy(
                behind.getBytes(StandardCharsets.US_ASCII), 0, all, before.length() + text.length, behind.length());
        return all;
    }

    private static String read(SharedTexts texts, String text) {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        return texts.asciiText(bytes, 0, bytes.length);
    }

    @Property
    void shouldGiveEachTextAlsoWhereAllHaveOnePlace(
            @ForAll @Size(max = 12) List<@AlphaChars @StringLength(max = 80) String> some,
            @ForAll @Size(max = 60) List<@IntRange(max = 11) Integer> order,
            @ForAll @IntRange(max = 5) int places) {
        var texts = new SharedTexts(1 << places);
        for (int each : order) {
            if (each < some.size()) {
                assertEquals(some.get(each), read(texts, some.get(each)));
            }
        }
    }

    @Property
    void shouldReadAnyBytesAsJavaDoes(
            @ForAll byte[] bytes, @ForAll @IntRange(max = 9) int before, @ForAll @IntRange(max = 9) int behind) {
        byte[] all = between("x".repeat(before), bytes, "y".repeat(behind));
        String wanted = new String(bytes, StandardCharsets.UTF_8);
        boolean isAscii = IntStream.range(0, bytes.length).noneMatch(i -> bytes[i] < 0);

        for (int time = 0; time < 3; time++) {
            assertEquals(wanted, SharedTexts.utf8(all, before, bytes.length));
            assertEquals(isAscii ? wanted : null, SharedTexts.ascii(all, before, bytes.length));
        }
    }

    @Example
    void shouldTellTextsApartThatDifferInOneByte() {
        var texts = new SharedTexts(1);
        for (int length = 1; length <= SharedTexts.LONGEST; length++) {
            String text = "a".repeat(length);
            read(texts, text);
            assertSame(read(texts, text), read(texts, text));
            for (int at = 0; at < length; at++) {
                String other = text.substring(0, at) + 'b' + text.substring(at + 1);
                assertEquals(other, read(texts, other));
            }
            assertEquals(text + 'a', read(texts, text + 'a'));
        }
    }

    @Example
    void shouldHoldATextThatIsReadAgain() {
        var texts = new SharedTexts(64);
        String first = read(texts, "acme");
        String second = read(texts, "acme");

        assertNotSame(first, second);
        assertSame(second, read(texts, "acme"));
    }

    @Example
    void shouldNotGiveUpWhatIsReadAgainForWhatIsReadOnce() {
        var texts = new SharedTexts(1);
        read(texts, "acme");
        String held = read(texts, "acme");
        for (int i = 0; i < 1_000; i++) {
            read(texts, "call-" + i);
        }

        assertSame(held, read(texts, "acme"));
    }

    @Example
    void shouldNotHoldLongTexts() {
        var texts = new SharedTexts(1);
        String text = "a".repeat(SharedTexts.LONGEST + 1);
        read(texts, text);

        assertNotSame(read(texts, text), read(texts, text));
    }

    @Example
    void shouldSayWhatIsNotAscii() {
        var texts = new SharedTexts(1);
        for (String text : List.of("é", "aaaaaaaé", "éaaaaaaa", "aaaaaaaaaaaaé")) {
            assertNull(read(texts, text));
        }
        assertEquals("", read(texts, ""));
    }

    @Example
    void shouldGiveTheRightTextToThreadsThatWriteOnePlace() throws Exception {
        var texts = new SharedTexts(2);
        Callable<Integer> reads = () -> {
            RandomGenerator random = RandomGeneratorFactory.getDefault()
                    .create(Thread.currentThread().threadId());
            int wrong = 0;
            for (int i = 0; i < 100_000; i++) {
                String text = "account-" + random.nextInt(6);
                wrong += text.equals(read(texts, text)) ? 0 : 1;
            }
            return wrong;
        };
        try (var threads = Executors.newFixedThreadPool(4)) {
            for (Future<Integer> wrong : threads.invokeAll(List.of(reads, reads, reads, reads))) {
                assertEquals(0, wrong.get());
            }
        }
    }
}
