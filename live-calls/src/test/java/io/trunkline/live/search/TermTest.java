package io.trunkline.live.search;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.trunkline.live.search.Term.Kind;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What texts are taken for. */
class TermTest {

    @ParameterizedTest
    @CsvSource({
        "+44 (20) 7946-0000, NUMBER, 442079460000",
        "0044/20 79460, NUMBER, 442079460",
        "+4477…, NUMBER, 4477",
        "4477*, NUMBER, 4477",
        "203.0.113.51, ADDRESS, 203.0.113.51",
        "203.0.113.51:5060, ADDRESS, 203.0.113.51",
        "[2001:db8::7]:5060, ADDRESS, 2001:db8::7",
        "2001:DB8::7, ADDRESS, 2001:db8::7",
        "abr111, NAME, abr111",
        "Harbour Taxi, NAME, harbour taxi",
        "abc-1@192.0.2.1, NAME, abc-1@192.0.2.1",
        "12, NAME, 12"
    })
    void shouldTakeATextForWhatItMostLikelyIs(String typed, Kind kind, String text) {
        Term term = Term.of(typed).orElseThrow();
        assertEquals(kind, term.kind());
        assertEquals(text, term.text());
    }

    @Test
    void shouldNotSearchForNextToNothing() {
        assertTrue(Term.of(" a ").isEmpty());
        assertTrue(Term.of("*").isEmpty());
        assertTrue(Term.of("x".repeat(201)).isEmpty());
    }

    @Test
    void shouldFindAnAddressWhateverItsPort() {
        assertTrue(Term.of("192.0.2.1").orElseThrow().isHostOf("192.0.2.1:5060"));
        assertFalse(Term.of("192.0.2.1").orElseThrow().isHostOf("192.0.2.10:5060"));
        assertTrue(Term.of("2001:db8::7").orElseThrow().isHostOf("[2001:db8::7]:5060"));
    }
}
