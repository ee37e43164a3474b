package io.trunkline.exchange;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class SwitchRpcTest {

    private SwitchRpc rpc;
    private RpcClient client;

    @BeforeEach
    void open() throws Exception {
        rpc = SwitchRpc.start();
        client = new RpcClient(rpc.url());
    }

    @AfterEach
    void close() {
        client.close();
        rpc.close();
    }

    @Test
    void shouldHandEndingsToTheExchangeThatIsAttached() throws Exception {
        var asked = new ArrayList<String>();
        rpc.attach(new SwitchCommands() {
            @Override
            public boolean endCall(String callId, String fromTag, String toTag) {
                return asked.add(callId + " " + fromTag + " " + toTag);
            }

            @Override
            public Optional<Dialog> dialog(String callId, String fromTag) {
                return "f".equals(fromTag) && !callId.equals("d")
                        ? Optional.of(new Dialog(callId.equals("c"), "t"))
                        : Optional.empty();
            }
        });
        assertEquals(
                "Done",
                client.call("dlg.terminate_dlg", "c", "f", "t").path("result").asText());
        assertEquals(List.of("c f t"), asked);
        JsonNode answered = client.call("dlg.dlg_list", "c", "f").path("result");
        assertEquals(4, answered.path("state").asInt());
        assertEquals("t", answered.path("callee").path("tag").asText());
        assertEquals(
                2,
                client.call("dlg.dlg_list", "rings", "f")
                        .path("result")
                        .path("state")
                        .asInt());
        assertEquals(
                404,
                client.call("dlg.dlg_list", "d", "f").path("error").path("code").asInt());
    }

    @Test
    void shouldSayForHowLongItHasBeenRunning() throws Exception {
        assertTrue(client.call("core.uptime").path("result").path("uptime").isIntegralNumber());
    }

    @Test
    void shouldSayThatACallIsNotThere() throws Exception {
        var answer = client.call("dlg.terminate_dlg", "c", "f", "t");
        assertEquals(404, answer.path("error").path("code").asInt());
        assertEquals(1, answer.path("id").asInt());
    }

    @Test
    void shouldKeepWhichAccountsAreBlocked() throws Exception {
        client.call("htable.sets", "blocked", "a", "1");
        client.call("htable.seti", "blocked", "b", "1");
        assertTrue(rpc.isBlocked("a") && rpc.isBlocked("b"));
        client.call("htable.delete", "blocked", "a");
        assertFalse(rpc.isBlocked("a"));
        assertTrue(client.call("htable.sets", "another", "c", "1").has("error"));
        assertFalse(rpc.isBlocked("c"));
    }

    @Test
    void shouldRefuseWhatItDoesNotKnow() throws Exception {
        assertEquals(-32601, client.call("core.kill").path("error").path("code").asInt());
        assertEquals(
                -32602,
                client.call("dlg.terminate_dlg", "c").path("error").path("code").asInt());
        assertEquals(-32700, client.post("{").path("error").path("code").asInt());
        assertEquals(-32601, client.post("[]").path("error").path("code").asInt());
    }
}
