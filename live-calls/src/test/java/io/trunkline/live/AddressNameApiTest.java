package io.trunkline.live;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.fasterxml.jackson.databind.JsonNode;
import io.trunkline.testing.Until;
import java.util.Optional;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Names of addresses, from whoever gives one to the list that ladders read. */
@ExtendWith(LivePipeline.Extension.class)
class AddressNameApiTest {

    private static final String NAMES = "/api/v1/address-names";

    private final LivePipeline pipeline;

    AddressNameApiTest(LivePipeline pipeline) {
        this.pipeline = pipeline;
    }

    @ParameterizedTest
    @CsvSource({
        "192.0.2.17, 192.0.2.17",
        "192.0.2.17:5061, 192.0.2.17:5061",
        "2001:DB8:0:0:0:0:0:1, 2001:db8::1",
        "[2001:db8::1]:5060, '[2001:db8::1]:5060'",
    })
    void shouldNameAnAddressInTheWayInWhichMessagesCarryIt(String written, String carried) {
        JsonNode made = put(written, "{\"name\":\" edge 1 \"}", 201);
        assertEquals("{\"address\":\"" + carried + "\",\"name\":\"edge 1\"}", made.toString());
        assertEquals(Optional.of("edge 1"), listed(carried));
        put(carried, "{\"name\":\"edge one\"}", 200);
        Until.fits(() -> listed(carried), Optional.of("edge one")::equals);

        assertEquals(204, send("DELETE", written, null, null).status());
        Until.fits(() -> listed(carried), Optional.empty()::equals);
        assertEquals(404, send("DELETE", written, null, null).status());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"edge", "192.0.2", "192.0.2.256", "192.0.2.1:0", "192.0.2.1:65536", "2001:db8::1::2", "[::1"})
    void shouldNameNothingButAddresses(String address) {
        var refused = send("PUT", address, "application/json", "{\"name\":\"edge\"}");
        assertEquals(422, refused.status(), refused.text());
        assertEquals("address", refused.json().path("error").path("field").asText());
    }

    @ParameterizedTest
    @ValueSource(strings = {"{}", "{\"name\":\"  \"}", "{\"name\":\"a\\nb\"}"})
    void shouldTakeNoNameThatNobodyCanRead(String body) {
        var refused = send("PUT", "192.0.2.18", "application/json", body);
        assertEquals(422, refused.status(), refused.text());
        assertEquals("name", refused.json().path("error").path("field").asText());
        assertEquals(Optional.empty(), listed("192.0.2.18"));
    }

    @Test
    void shouldRefuseABodyOfAnotherAddress() {
        put("192.0.2.19", "{\"address\":\"192.0.2.20\",\"name\":\"edge\"}", 422);
    }

    private JsonNode put(String address, String body, int status) {
        var reply = send("PUT", address, "application/json", body);
        assertEquals(status, reply.status(), reply.text());
        return reply.json();
    }

    private ApiClient.Reply send(String method, String address, String type, String body) {
        String path = NAMES + "/" + address.replace("[", "%5B").replace("]", "%5D");
        return pipeline.admin().with("X-Requested-With", "test").send(method, path, type, body);
    }

    private Optional<String> listed(String address) {
        return StreamSupport.stream(
                        pipeline.admin().get(NAMES).json().path("items").spliterator(), false)
                .filter(named -> named.path("address").asText().equals(address))
                .map(named -> named.path("name").asText())
                .findFirst();
    }
}
