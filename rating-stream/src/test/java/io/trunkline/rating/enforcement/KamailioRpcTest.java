package io.trunkline.rating.enforcement;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;

import com.sun.net.httpserver.HttpServer;
import io.trunkline.protocol.event.SwitchCommand;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class KamailioRpcTest {

    private static final Instant NOW = Instant.parse("2026-11-21T12:00:00Z");

    private final BlockingQueue<String> requests = new LinkedBlockingQueue<>();
    private HttpServer server;
    private KamailioRpc rpc;
    private volatile int status = 200;
    private volatile String answer = "{\"jsonrpc\":\"2.0\",\"result\":{},\"id\":1}";

    @BeforeEach
    void start() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/RPC", exchange -> {
            requests.add(new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8));
            byte[] body = answer.getBytes(StandardCharsets.UTF_8);
            exchange.sendResponseHeaders(status, body.length);
            exchange.getResponseBody().write(body);
            exchange.close();
        });
        server.start();
        rpc = new KamailioRpc(
                URI.create("http://127.0.0.1:" + server.getAddress().getPort() + "/RPC"), Duration.ofSeconds(20));
    }

    @AfterEach
    void stop() {
        rpc.close();
        server.stop(0);
    }

    @Test
    void shouldEndACallByItsDialog() throws InterruptedException {
        assertInstanceOf(
                KamailioRpc.Answer.Done.class, rpc.send(new SwitchCommand.EndCall("id@host", "a", "b", "why", NOW)));
        assertEquals(
                "{\"jsonrpc\":\"2.0\",\"method\":\"dlg.terminate_dlg\",\"params\":[\"id@host\",\"a\",\"b\"],\"id\":1}",
                requests.take());
    }

    @Test
    void shouldBlockAndUnblockAnAccount() throws InterruptedException {
        rpc.send(new SwitchCommand.Block("acme", "why", NOW));
        rpc.send(new SwitchCommand.Unblock("acme", NOW));
        assertEquals(
                "{\"jsonrpc\":\"2.0\",\"method\":\"htable.sets\",\"params\":[\"blocked\",\"acme\",\"1\"],\"id\":1}",
                requests.take());
        assertEquals(
                "{\"jsonrpc\":\"2.0\",\"method\":\"htable.delete\",\"params\":[\"blocked\",\"acme\"],\"id\":1}",
                requests.take());
    }

    @Test
    void shouldRemoveABindingByItsAddressOfRecordAndContact() throws InterruptedException {
        rpc.send(new SwitchCommand.RemoveBinding("id", "alice@example.net", "sip:alice@192.0.2.9", "anna", NOW));
        assertEquals(
                "{\"jsonrpc\":\"2.0\",\"method\":\"ul.rm_contact\","
                        + "\"params\":[\"location\",\"alice@example.net\",\"sip:alice@192.0.2.9\"],\"id\":1}",
                requests.take());
    }

    @Test
    void shouldTellThatTheSwitchHasNoSuchDialog() throws InterruptedException {
        var end = new SwitchCommand.EndCall("id@host", "a", "b", "why", NOW);
        answer = "{\"jsonrpc\":\"2.0\",\"error\":{\"code\":404,\"message\":\"Dialog not found\"},\"id\":1}";
        assertInstanceOf(KamailioRpc.Answer.NoSuchCall.class, rpc.send(end));
        assertEquals(
                new KamailioRpc.Answer.Refused("Dialog not found"), rpc.send(new SwitchCommand.Unblock("acme", NOW)));
        status = 500;
        answer = "{\"jsonrpc\":\"2.0\",\"error\":{\"code\":500,\"message\":\"Couldnt find callid in dialog\"},"
                + "\"id\":1}";
        assertInstanceOf(KamailioRpc.Answer.NoSuchCall.class, rpc.send(end));
        answer = "{\"jsonrpc\":\"2.0\",\"error\":{\"code\":500,\"message\":\"Internal error\"},\"id\":1}";
        assertEquals(new KamailioRpc.Answer.Refused("Internal error"), rpc.send(end));
    }

    @Test
    void shouldTellARefusalFromAFailure() throws InterruptedException {
        status = 500;
        answer = "{\"jsonrpc\":\"2.0\",\"error\":{\"code\":500,\"message\":\"dialog not found\"},\"id\":1}";
        assertEquals(
                new KamailioRpc.Answer.Refused("dialog not found"), rpc.send(new SwitchCommand.Unblock("acme", NOW)));
        answer = "<html>busy</html>";
        assertInstanceOf(KamailioRpc.Answer.Failed.class, rpc.send(new SwitchCommand.Unblock("acme", NOW)));
        server.stop(0);
        assertInstanceOf(KamailioRpc.Answer.Failed.class, rpc.send(new SwitchCommand.Unblock("acme", NOW)));
    }
}
