package io.trunkline.storage;

import static io.trunkline.storage.ClickHouseServer.ALL;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.trunkline.protocol.Json;
import io.trunkline.protocol.event.Cdr;
import io.trunkline.protocol.event.Outcome;
import io.trunkline.protocol.event.Rate;
import io.trunkline.protocol.event.Tariff;
import io.trunkline.storage.cdr.CdrFilter;
import io.trunkline.storage.cdr.CdrTable;
import io.trunkline.storage.cdr.CdrView;
import io.trunkline.storage.connection.Page;
import io.trunkline.storage.connection.StoreConnection;
import io.trunkline.storage.connection.StoreSettings;
import io.trunkline.storage.sink.Batch;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(ClickHouseServer.class)
class CdrListTest {

    private final Store store;
    private final StoreSettings settings;

    CdrListTest(Store store, StoreSettings settings) {
        this.store = store;
        this.settings = settings;
    }

    @AfterEach
    void forget() {
        try (var connection = new StoreConnection(settings)) {
            connection.execute("TRUNCATE TABLE trunkline.cdrs");
        }
    }

    @Test
    void shouldGiveBackACallRecordAsItWasWritten() {
        Cdr answered = Calls.answered("answered", Calls.NOON);
        Cdr busy = Calls.busy("busy", Calls.NOON);
        write(answered, busy);

        assertEquals(Optional.of(answered), store.cdr(ALL, "answered"));
        assertEquals(Optional.of(busy), store.cdr(ALL, "busy"));
        assertEquals(Optional.empty(), store.cdr(ALL, "neither"));
        assertEquals(Optional.empty(), store.cdr(ALL, ""));
    }

    @Test
    void shouldKeepTwelveDigitsAfterThePoint() {
        var price = new BigDecimal("98765432109876543210987654.123456789012");
        write(Calls.priced(Calls.answered("dear", Calls.NOON), Cdr.Rating.RATED, price));

        assertEquals(price, store.cdr(ALL, "dear").orElseThrow().price());
    }

    @Test
    void shouldListTheNewestFirst() {
        write(
                Calls.answered("b", Calls.NOON),
                Calls.answered("d", Calls.NOON.plusSeconds(86_400)),
                Calls.busy("a", Calls.NOON.minusSeconds(90 * 86_400L)),
                Calls.busy("c", Calls.NOON));

        assertEquals(List.of("d", "c", "b", "a"), callIds(CdrFilter.newest(10)));
    }

    @Test
    void shouldShowARecordOnceThatWasWrittenAgain() {
        Cdr cdr = Calls.answered("once", Calls.NOON);
        write(cdr);
        write(cdr);
        var batch = new Batch(new CdrTable());
        batch.add(Written.record(new CdrTable(), Json.write(cdr)));
        batch.insertInto(store.connection());
        batch.insertInto(store.connection());

        assertEquals(List.of(cdr), store.cdrs(ALL, CdrFilter.newest(10)).items());
        assertEquals(Optional.of(cdr), store.cdr(ALL, "once"));
    }

    @Test
    void shouldShowTheLaterRecordOfACallThatWasRatedAgain() {
        Cdr unrated = Calls.priced(Calls.answered("again", Calls.NOON), Cdr.Rating.UNRATED, null);
        Cdr rated = Calls.answered("again", Calls.NOON);
        var batch = new Batch(new CdrTable());
        var earlier = Written.record(new CdrTable(), Json.write(unrated));
        while (System.currentTimeMillis() == earlier.timestamp()) {
            Thread.onSpinWait();
        }
        batch.add(Written.record(new CdrTable(), Json.write(rated)));
        batch.add(earlier);
        batch.insertInto(store.connection());

        assertEquals(Optional.of(rated), store.cdr(ALL, "again"));
        assertEquals(List.of(rated), store.cdrs(ALL, CdrFilter.newest(10)).items());
    }

    @Test
    void shouldShowTheViewsOfAnAccount() {
        writeOneCallOfEachKind();

        assertEquals(List.of("acme-globex-busy", "acme-globex", "acme-nobody"), callIds(ofAcme(CdrView.DIALLED)));
        assertEquals(List.of("globex-acme", "nobody-acme"), callIds(ofAcme(CdrView.RECEIVED)));
        assertEquals(List.of("globex-acme-busy"), callIds(ofAcme(CdrView.MISSED)));
        assertEquals(List.of("nobody-nobody"), callIds(ofAcme(CdrView.OTHER)));
        assertEquals(
                List.of(
                        "acme-globex-busy",
                        "globex-acme-busy",
                        "globex-acme",
                        "nobody-acme",
                        "acme-globex",
                        "acme-nobody"),
                callIds(ofAcme(CdrView.ALL)));
    }

    @Test
    void shouldShowTheViewsOfEverybody() {
        writeOneCallOfEachKind();

        assertEquals(
                List.of("acme-globex-busy", "globex-acme-busy", "globex-acme", "acme-globex", "acme-nobody"),
                callIds(CdrFilter.newest(10).inView(CdrView.DIALLED)));
        assertEquals(
                List.of("globex-acme", "nobody-acme", "acme-globex"),
                callIds(CdrFilter.newest(10).inView(CdrView.RECEIVED)));
        assertEquals(
                List.of("acme-globex-busy", "globex-acme-busy"),
                callIds(CdrFilter.newest(10).inView(CdrView.MISSED)));
        assertEquals(List.of("nobody-nobody"), callIds(CdrFilter.newest(10).inView(CdrView.OTHER)));
        assertEquals(7, callIds(CdrFilter.newest(10)).size());
    }

    @Test
    void shouldFilterByEitherNumber() {
        write(
                Calls.numbers(Calls.answered("from", Calls.NOON.plusSeconds(2)), "4411", "4422"),
                Calls.numbers(Calls.answered("to", Calls.NOON.plusSeconds(1)), "4422", "4411"),
                Calls.numbers(Calls.answered("longer", Calls.NOON), "44110", "4422"));

        assertEquals(List.of("from", "to"), callIds(CdrFilter.newest(10).withNumber("4411")));
    }

    @Test
    void shouldFilterByOutcomeAndByCallId() {
        write(Calls.answered("yes", Calls.NOON), Calls.busy("no", Calls.NOON));

        assertEquals(List.of("no"), callIds(CdrFilter.newest(10).withOutcome(Outcome.BUSY)));
        assertEquals(List.of("yes"), callIds(CdrFilter.newest(10).withCallId("yes")));
        assertEquals(List.of(), callIds(CdrFilter.newest(10).withCallId("yes").withOutcome(Outcome.BUSY)));
    }

    @Test
    void shouldFilterByTimeWithTheFirstMomentInAndTheLastOut() {
        write(
                Calls.answered("a", Calls.NOON.minusNanos(1_000)),
                Calls.answered("b", Calls.NOON),
                Calls.answered("c", Calls.NOON.plusNanos(1_000)));

        assertEquals(List.of("b"), callIds(CdrFilter.newest(10).between(Calls.NOON, Calls.NOON.plusNanos(1_000))));
        assertEquals(List.of("c", "b"), callIds(CdrFilter.newest(10).between(Calls.NOON, null)));
        assertEquals(List.of("a"), callIds(CdrFilter.newest(10).between(null, Calls.NOON)));
    }

    @Test
    void shouldPageWithoutGapsAndRepeats() {
        var all = new ArrayList<Cdr>();
        for (int i = 0; i < 25; i++) {
            // Several start at the same microsecond, and every fifth was written twice.
            all.add(Calls.answered("call-%02d".formatted(i), Calls.NOON.plusSeconds(i / 4)));
        }
        write(all.toArray(Cdr[]::new));
        write(all.stream().filter(cdr -> all.indexOf(cdr) % 5 == 0).toArray(Cdr[]::new));

        var paged = new ArrayList<Cdr>();
        CdrFilter filter = CdrFilter.newest(4).ofAccount("acme");
        Page<Cdr> page = store.cdrs(ALL, filter);
        paged.addAll(page.items());
        while (page.next() != null) {
            page = store.cdrs(ALL, filter.after(page.next()));
            paged.addAll(page.items());
        }

        assertEquals(all.reversed(), paged);
    }

    @Test
    void shouldHaveNoNextWhereTheLastPageIsJustFull() {
        write(Calls.answered("a", Calls.NOON), Calls.answered("b", Calls.NOON));

        assertNull(store.cdrs(ALL, CdrFilter.newest(2)).next());
    }

    @Test
    void shouldTakeHostileTextAsText() {
        String hostile = "x' OR 1=1 -- \\' ) ; DROP TABLE trunkline.cdrs";
        write(Calls.answered(hostile, Calls.NOON), Calls.answered("other", Calls.NOON));

        assertEquals(List.of(hostile), callIds(CdrFilter.newest(10).withCallId(hostile)));
        assertEquals(List.of(), callIds(CdrFilter.newest(10).ofAccount(hostile)));
        assertEquals(List.of(), callIds(CdrFilter.newest(10).withNumber(hostile + "?")));
    }

    @Test
    void shouldFindACallThatWasRatedAgainByItsNewDestinationOnly() {
        Cdr before = Calls.answered("moved", Calls.NOON);
        Tariff old = before.tariff();
        Rate rate = old.rate();
        var berlin = new Rate(
                rate.prefix(),
                "Berlin",
                rate.ratePerMinute(),
                rate.connectFee(),
                rate.firstIncrement(),
                rate.nextIncrement(),
                rate.graceSeconds(),
                rate.freeSeconds(),
                rate.maxPrice(),
                rate.effectiveFrom(),
                rate.effectiveUntil());
        var anew = new Tariff(old.cardId(), old.currency(), old.decimals(), old.rounding(), berlin);
        write(before, Calls.answered("stays", Calls.NOON.plusSeconds(1)));
        write(before.ratedAgain(anew, 60, 0, new BigDecimal("0.5"), List.of()));

        String formerly = old.rate().destination();
        assertEquals(List.of("stays"), callIds(CdrFilter.newest(10).withDestination(formerly)));
        assertEquals(List.of("moved"), callIds(CdrFilter.newest(10).withDestination("Berlin")));
    }

    @Test
    void shouldRefuseACursorOfSomebodyElse() {
        assertThrows(
                IllegalArgumentException.class,
                () -> store.cdrs(ALL, CdrFilter.newest(10).after("x")));
    }

    /** The Call-ID says who pays and who was called. */
    private void writeOneCallOfEachKind() {
        write(
                Calls.between(Calls.answered("acme-nobody", Calls.NOON.plusSeconds(1)), "acme", null),
                Calls.between(Calls.answered("acme-globex", Calls.NOON.plusSeconds(2)), "acme", "globex"),
                Calls.between(Calls.answered("nobody-acme", Calls.NOON.plusSeconds(3)), null, "acme"),
                Calls.between(Calls.answered("globex-acme", Calls.NOON.plusSeconds(4)), "globex", "acme"),
                Calls.between(Calls.answered("nobody-nobody", Calls.NOON.plusSeconds(5)), null, null),
                Calls.between(Calls.busy("globex-acme-busy", Calls.NOON.plusSeconds(6)), "globex", "acme"),
                Calls.between(Calls.busy("acme-globex-busy", Calls.NOON.plusSeconds(7)), "acme", "globex"));
    }

    private void write(Cdr... cdrs) {
        Written.values(store, new CdrTable(), List.of(cdrs));
    }

    private static CdrFilter ofAcme(CdrView view) {
        return CdrFilter.newest(10).ofAccount("acme").inView(view);
    }

    private List<String> callIds(CdrFilter filter) {
        return store.cdrs(ALL, filter).items().stream().map(Cdr::callId).toList();
    }
}
