package io.trunkline.live;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import io.trunkline.live.access.UserRole;
import io.trunkline.live.board.AgentRow;
import io.trunkline.live.board.BalanceRow;
import io.trunkline.live.board.CallRow;
import io.trunkline.live.board.RegistrationRow;
import io.trunkline.live.http.Route;
import io.trunkline.live.quality.QualityRow;
import io.trunkline.protocol.event.AddressName;
import io.trunkline.protocol.event.Alarm;
import io.trunkline.protocol.event.AlarmRule;
import io.trunkline.protocol.event.EndpointTest;
import io.trunkline.protocol.event.PathHop;
import io.trunkline.storage.cdr.UsualHour;
import java.lang.reflect.RecordComponent;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** The table of routes: nothing is open that should not be, and the OpenAPI document says what there is. */
@ExtendWith(LivePipeline.Extension.class)
class RouteTableTest {

    /** Routes that a stranger may call; a new one must be written here to be open. */
    private static final Set<String> OPEN = Set.of(
            "GET /api/v1/health",
            "GET /api/v1/session",
            "POST /api/v1/session",
            "DELETE /api/v1/session",
            "GET /metrics",
            "GET /login",
            "GET /",
            "GET /{file}",
            "GET /assets/{file}");

    private static final Set<String> FILES = Set.of("/", "/{file}", "/assets/{file}");

    private final LivePipeline pipeline;

    RouteTableTest(LivePipeline pipeline) {
        this.pipeline = pipeline;
    }

    @Test
    void shouldRefuseAStrangerOnEveryRouteThatIsNotOpen() {
        for (Route route : pipeline.live().routes()) {
            if (!OPEN.contains(name(route))) {
                assertTrue(route.roles().contains(UserRole.ADMIN), name(route));
                String path = route.pattern().replaceAll("\\{[^}]*}", "x");
                var reply = pipeline.stranger()
                        .send(route.method(), path, route.takes(), route.takes() == null ? null : "{}");
                assertEquals(401, reply.status(), name(route));
                assertEquals("unauthorized", reply.errorCode(), name(route));
            }
        }
    }

    @Test
    void shouldHaveNoOpenRouteBesidesThoseThatWeMeant() {
        assertEquals(
                new TreeSet<>(OPEN),
                pipeline.live().routes().stream()
                        .filter(route -> route.roles().isEmpty())
                        .map(RouteTableTest::name)
                        .collect(Collectors.toCollection(TreeSet::new)));
    }

    @Test
    void shouldDescribeEveryRouteAndNoOther() {
        JsonNode paths = document().path("paths");
        var described = new TreeSet<String>();
        paths.properties().forEach(path -> path.getValue()
                .fieldNames()
                .forEachRemaining(method -> described.add(method.toUpperCase(Locale.ROOT) + ' ' + path.getKey())));
        assertEquals(
                pipeline.live().routes().stream()
                        .filter(route -> !FILES.contains(route.pattern()))
                        .map(RouteTableTest::name)
                        .collect(Collectors.toCollection(TreeSet::new)),
                described);
    }

    @Test
    void shouldDescribeTheParametersAndTypesOfEveryRoute() {
        for (Route route : pipeline.live().routes()) {
            if (FILES.contains(route.pattern())) {
                continue;
            }
            JsonNode operation = operation(route);
            assertEquals(new TreeSet<>(route.parameters()), parameters(operation, "query"), name(route));
            assertEquals(variables(route), parameters(operation, "path"), name(route));
            JsonNode takes = operation.path("requestBody").path("content");
            assertEquals(
                    route.takes() == null ? Set.of() : Set.of(route.takes()),
                    takes.properties().stream().map(Map.Entry::getKey).collect(Collectors.toSet()),
                    name(route));
            assertEquals(route.roles().isEmpty(), operation.path("security").isArray(), name(route) + ": open or not");
            JsonNode gives = operation.path("responses").path("200").path("content");
            route.gives().stream()
                    .filter(type -> !gives.isMissingNode())
                    .forEach(type -> assertTrue(gives.has(type), name(route) + " gives " + type));
        }
    }

    @Test
    void shouldOnlyReferToWhatTheDocumentHas() {
        JsonNode document = document();
        var references = new ArrayList<String>();
        document.findValues("$ref").forEach(reference -> references.add(reference.asText()));
        assertFalse(references.isEmpty());
        references.forEach(
                reference -> assertFalse(document.at(reference.substring(1)).isMissingNode(), reference));
        assertEquals("3.1.0", document.path("openapi").asText());
    }

    @Test
    void shouldDescribeEveryFieldOfARowAndNoOther() {
        Map.of("Alarm", Alarm.class, "AlarmRule", AlarmRule.class, "AddressName", AddressName.class)
                .forEach(this::describesEveryField);
        Map.of(
                        "Quality",
                        QualityRow.class,
                        "QualityHour",
                        QualityRow.Hour.class,
                        "UsualHour",
                        UsualHour.class,
                        "Call",
                        CallRow.class,
                        "Registration",
                        RegistrationRow.class,
                        "Agent",
                        AgentRow.class,
                        "Balance",
                        BalanceRow.class,
                        "EndpointTest",
                        EndpointTest.class,
                        "PathHop",
                        PathHop.class)
                .forEach(this::describesEveryField);
    }

    private void describesEveryField(String name, Class<?> row) {
        JsonNode schema = document().path("components").path("schemas").path(name);
        var fields = Arrays.stream(row.getRecordComponents())
                .map(RecordComponent::getName)
                .toList();
        assertEquals(
                fields,
                schema.path("properties").properties().stream()
                        .map(Map.Entry::getKey)
                        .toList(),
                name);
        var required = new ArrayList<String>();
        schema.path("required").forEach(field -> required.add(field.asText()));
        assertEquals(fields, required, name);
    }

    private JsonNode document() {
        var reply = pipeline.admin().get("/api/v1/openapi.json");
        assertEquals(200, reply.status());
        return reply.json();
    }

    private JsonNode operation(Route route) {
        return document()
                .path("paths")
                .path(route.pattern())
                .path(route.method().toLowerCase(Locale.ROOT));
    }

    private static Set<String> parameters(JsonNode operation, String in) {
        var names = new TreeSet<String>();
        operation.path("parameters").forEach(parameter -> {
            if (parameter.path("in").asText().equals(in)) {
                names.add(parameter.path("name").asText());
            }
        });
        return names;
    }

    private static Set<String> variables(Route route) {
        return List.of(route.pattern().split("/")).stream()
                .filter(segment -> segment.startsWith("{"))
                .map(segment -> segment.substring(1, segment.length() - 1))
                .collect(Collectors.toCollection(TreeSet::new));
    }

    private static String name(Route route) {
        return route.method() + ' ' + route.pattern();
    }
}
