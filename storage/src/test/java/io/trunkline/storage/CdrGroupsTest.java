package io.trunkline.storage;

import static io.trunkline.storage.ClickHouseServer.ALL;
import static org.junit.jupiter.api.Assertions.assertEquals;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.trunkline.protocol.Json;
import io.trunkline.protocol.Scope;
import io.trunkline.protocol.event.Cause;
import io.trunkline.protocol.event.Cdr;
import io.trunkline.storage.cdr.CdrFilter;
import io.trunkline.storage.cdr.CdrGroup;
import io.trunkline.storage.cdr.CdrGrouping;
import io.trunkline.storage.cdr.CdrTable;
import io.trunkline.storage.cdr.CdrView;
import io.trunkline.storage.connection.StoreConnection;
import io.trunkline.storage.connection.StoreSettings;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Which calls fail, and what they share. */
@ExtendWith(ClickHouseServer.class)
class CdrGroupsTest {

    private static final CdrFilter EVERY = CdrFilter.newest(100);

    private final Store store;
    private final StoreSettings settings;

    CdrGroupsTest(Store store, StoreSettings settings) {
        this.store = store;
        this.settings = settings;
    }

    /** Two trunks, one of them reached over IPv6, and a call that never left the platform. */
    @BeforeEach
    void write() {
        Written.values(
                store,
                new CdrTable(),
                List.of(
                        Calls.answered("answered-1", Calls.NOON),
                        Calls.answered("answered-2", Calls.NOON.plusSeconds(60)),
                        Calls.busy("busy", Calls.NOON.plusSeconds(30)),
                        over("2001:db8::7", Calls.numbers(Calls.busy("v6", Calls.NOON), "442079460000", "33")),
                        refused(Calls.between(Calls.busy("refused", Calls.NOON), "globex", null))));
    }

    @AfterEach
    void forget() {
        try (var connection = new StoreConnection(settings)) {
            connection.execute("TRUNCATE TABLE trunkline.cdrs");
        }
    }

    @Test
    void shouldCountTheCallsOfEachCauseMostFirst() {
        assertEquals(
                List.of(
                        new CdrGroup(Map.of("cause", "normal"), 2, 2, Calls.NOON, Calls.NOON.plusSeconds(60)),
                        new CdrGroup(Map.of("cause", "busy"), 2, 0, Calls.NOON, Calls.NOON.plusSeconds(30)),
                        new CdrGroup(Map.of("cause", "suspended"), 1, 0, Calls.NOON, Calls.NOON)),
                groups(EVERY, CdrGrouping.CAUSE));
    }

    @Test
    void shouldCountACallThatNeverLeftThePlatformForNoTrunk() {
        assertEquals(
                List.of("198.51.100.1=3 of which 2", "2001:db8::7=1 of which 0", "null=1 of which 0"),
                groups(EVERY, CdrGrouping.TRUNK).stream()
                        .map(group -> group.key().get("trunk") + "=" + group.calls() + " of which " + group.answered())
                        .sorted()
                        .toList());
    }

    @Test
    void shouldGroupByAllThatIsAskedFor() {
        List<CdrGroup> groups = groups(EVERY, CdrGrouping.values());
        assertEquals(4, groups.size());
        assertEquals(
                Map.of(
                        "cause",
                        "normal",
                        "trunk",
                        "198.51.100.1",
                        "account",
                        "acme",
                        "destination",
                        "Germany, Berlin – Zürich „x“"),
                groups.getFirst().key());
    }

    @Test
    void shouldCountARecordOnceThatWasWrittenAgain() {
        write();
        assertEquals(
                5,
                groups(EVERY, CdrGrouping.CAUSE).stream()
                        .mapToLong(CdrGroup::calls)
                        .sum());
    }

    /** The store does not look for them when it writes the batch, and nothing was merged yet. */
    @Test
    void shouldCountACallOnceOfWhichOneBatchHasTwoRecords() {
        Cdr again = Calls.answered("again", Calls.NOON.plusSeconds(90));
        Written.values(store, new CdrTable(), List.of(again, again));

        assertEquals(
                6,
                groups(EVERY, CdrGrouping.CAUSE).stream()
                        .mapToLong(CdrGroup::calls)
                        .sum());
    }

    @Test
    void shouldCountOnlyWhatTheScopeCoversAndTheFilterFinds() {
        assertEquals(
                List.of("suspended"),
                store.cdrGroups(new Scope.Below("globex"), EVERY, Set.of(CdrGrouping.CAUSE)).stream()
                        .map(group -> group.key().get("cause"))
                        .toList());
        assertEquals(List.of(), groups(EVERY.inView(CdrView.OTHER), CdrGrouping.CAUSE));
        assertEquals(1, groups(CdrFilter.newest(1), CdrGrouping.CAUSE).size());
    }

    @Test
    void shouldFindCallsByWhatPeopleAskFor() {
        assertEquals(List.of("v6"), found(EVERY.withNumberPrefix("4420")));
        assertEquals(
                List.of("v6", "busy"), found(EVERY.withCause(Cause.Code.BUSY)).reversed());
        assertEquals(List.of("v6"), found(EVERY.withTrunk("2001:db8::7")));
        assertEquals(List.of("answered-2", "answered-1"), found(EVERY.withDestination("Germany, Berlin – Zürich „x“")));
        assertEquals(List.of(), found(EVERY.withAgent("another")));
        assertEquals(5, found(EVERY.withAgent("proxy-1")).size());
    }

    @Test
    void shouldFindCallsByHowLongTheyRangAndLasted() {
        // They rang for 2.1 s and lasted 60 s; the others did not ring.
        assertEquals(
                2, found(EVERY.ringing(OptionalLong.of(2), OptionalLong.of(3))).size());
        assertEquals(
                0,
                found(EVERY.ringing(OptionalLong.of(3), OptionalLong.empty())).size());
        assertEquals(
                2,
                found(EVERY.lasting(OptionalLong.of(60), OptionalLong.of(60))).size());
        assertEquals(
                3,
                found(EVERY.lasting(OptionalLong.empty(), OptionalLong.of(59))).size());
    }

    private List<CdrGroup> groups(CdrFilter filter, CdrGrouping... by) {
        return store.cdrGroups(ALL, filter, EnumSet.copyOf(Arrays.asList(by)));
    }

    private List<String> found(CdrFilter filter) {
        return store.cdrs(ALL, filter).items().stream().map(Cdr::callId).toList();
    }

    private static Cdr over(String trunk, Cdr cdr) {
        ObjectNode altered = Json.mapper().valueToTree(cdr);
        altered.put("trunk", trunk);
        return Json.mapper().convertValue(altered, Cdr.class);
    }

    private static Cdr refused(Cdr cdr) {
        ObjectNode altered = Json.mapper().valueToTree(cdr);
        altered.putNull("trunk");
        altered.putObject("cause")
                .put("code", "suspended")
                .put("text", "refused by the platform: the account globex is suspended")
                .put("by", "platform")
                .put("at", cdr.endedAt().toString());
        return Json.mapper().convertValue(altered, Cdr.class);
    }
}
