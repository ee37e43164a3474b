package io.trunkline.rating.enforcement;

import com.fasterxml.jackson.databind.JsonNode;
import io.trunkline.protocol.Json;
import io.trunkline.protocol.event.SwitchCommand;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import org.apache.kafka.common.errors.SerializationException;

/**
 * Kamailio's JSON-RPC over HTTP (modules {@code xhttp} and {@code jsonrpcs}).
 *
 * <pre>
 *   end a call   dlg.terminate_dlg  [Call-ID, From tag, To tag]
 *   block        htable.sets        ["blocked", account, "1"]
 *   unblock      htable.delete      ["blocked", account]
 *   remove       ul.rm_contact      ["location", AOR, contact]
 *   is it up     dlg.dlg_list       [Call-ID, From tag]
 *   since when   core.uptime        []
 * </pre>
 */
final class KamailioRpc implements AutoCloseable {

    /** What the switch said. */
    sealed interface Answer {

        /** It did it. */
        record Done() implements Answer {}

        /** It has no such dialog to end. Asking again changes nothing. */
        record NoSuchCall() implements Answer {}

        /**
         * It understood and will not: the contact is gone, the table is missing. Asking again changes nothing.
         *
         * @param why for the log
         */
        record Refused(String why) implements Answer {}

        /**
         * It did not answer as it should: asking again may help.
         *
         * @param why for the log
         */
        record Failed(String why) implements Answer {}
    }

    /** What the switch said of a dialog. */
    sealed interface Dialog {

        /**
         * It has it.
         *
         * @param answeredBy tag of the called side; null while it rings
         */
        record Up(String answeredBy) implements Dialog {}

        /** It has it no more: it is over. */
        record Gone() implements Dialog {}

        /**
         * It cannot say: it has no module for that. Asking again changes nothing.
         *
         * @param why for the log
         */
        record Unknown(String why) implements Dialog {}

        /**
         * It did not answer as it should: asking again may help.
         *
         * @param why for the log
         */
        record Failed(String why) implements Dialog {}
    }

    private static final String BLOCKED = "blocked";

    /** Kamailio, registrar: the table in which {@code save("location")} puts bindings. */
    private static final String LOCATION = "location";

    private static final int NOT_FOUND = 404;

    /** Kamailio 5.6, dialog: what {@code dlg.terminate_dlg} says with code 500 where others say 404. */
    private static final String NO_DIALOG = "Couldnt find callid in dialog";

    /** Kamailio, dialog: a 2xx came, whether or not it was acknowledged. */
    private static final int STATE_CONFIRMED = 3;

    /** Kamailio, dialog: a dialog that is ended is kept for a while yet. */
    private static final int STATE_DELETED = 5;

    private final URI endpoint;
    private final Duration timeout;
    private final HttpClient client;

    KamailioRpc(URI endpoint, Duration timeout) {
        this.endpoint = endpoint;
        this.timeout = timeout;
        client = HttpClient.newBuilder()
                .version(HttpClient.Version.HTTP_1_1)
                .connectTimeout(timeout)
                .build();
    }

    /** Sends one command once and waits for the answer. */
    Answer send(SwitchCommand command) throws InterruptedException {
        try {
            return answer(command, post(method(command), params(command)));
        } catch (IOException e) {
            return new Answer.Failed(e.getClass().getSimpleName() + ": " + e.getMessage());
        }
    }

    /**
     * Asks once whether a dialog is up. Kamailio 5.6 answers an empty object when it has none, later ones an error 404.
     *
     * @param fromTag tag of the caller's side; null without one
     */
    Dialog dialog(String callId, String fromTag) throws InterruptedException {
        JsonNode body;
        try {
            HttpResponse<byte[]> response =
                    post("dlg.dlg_list", fromTag == null ? List.of(callId) : List.of(callId, fromTag));
            body = Json.read(response.body(), JsonNode.class);
        } catch (IOException | SerializationException e) {
            return new Dialog.Failed(e.getClass().getSimpleName() + ": " + e.getMessage());
        }
        JsonNode error = body.path("error");
        if (error.isObject()) {
            return error.path("code").asInt() == NOT_FOUND
                    ? new Dialog.Gone()
                    : new Dialog.Unknown(error.path("message").asText("no message"));
        }
        JsonNode result = body.path("result");
        if (!result.isContainerNode()) {
            return new Dialog.Failed("an answer without a result");
        }
        JsonNode dialog = result.isArray() ? result.path(0) : result;
        int state = dialog.path("state").asInt();
        if (!dialog.has("call-id") || state >= STATE_DELETED) {
            return new Dialog.Gone();
        }
        String called = dialog.path("callee").path("tag").asText("");
        return new Dialog.Up(state < STATE_CONFIRMED || called.isEmpty() ? null : called);
    }

    /** For how long the switch has been running; empty when it does not say. */
    Optional<Duration> uptime() throws InterruptedException {
        try {
            JsonNode body = Json.read(post("core.uptime", List.of()).body(), JsonNode.class);
            JsonNode seconds = body.path("result").path("uptime");
            return seconds.canConvertToLong() ? Optional.of(Duration.ofSeconds(seconds.asLong())) : Optional.empty();
        } catch (IOException | SerializationException e) {
            return Optional.empty();
        }
    }

    private HttpResponse<byte[]> post(String method, List<String> params) throws IOException, InterruptedException {
        var body = new LinkedHashMap<String, Object>();
        body.put("jsonrpc", "2.0");
        body.put("method", method);
        body.put("params", params);
        body.put("id", 1);
        HttpRequest request = HttpRequest.newBuilder(endpoint)
                .timeout(timeout)
                .header("Content-Type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofByteArray(Json.write(body)))
                .build();
        return client.send(request, HttpResponse.BodyHandlers.ofByteArray());
    }

    private static String method(SwitchCommand command) {
        return switch (command) {
            case SwitchCommand.EndCall end -> "dlg.terminate_dlg";
            case SwitchCommand.Block block -> "htable.sets";
            case SwitchCommand.Unblock unblock -> "htable.delete";
            case SwitchCommand.RemoveBinding remove -> "ul.rm_contact";
        };
    }

    private static List<String> params(SwitchCommand command) {
        return switch (command) {
            case SwitchCommand.EndCall end -> List.of(end.callId(), text(end.fromTag()), text(end.toTag()));
            case SwitchCommand.Block block -> List.of(BLOCKED, block.accountId(), "1");
            case SwitchCommand.Unblock unblock -> List.of(BLOCKED, unblock.accountId());
            case SwitchCommand.RemoveBinding remove -> List.of(LOCATION, remove.aor(), remove.contact());
        };
    }

    private static String text(String value) {
        return value == null ? "" : value;
    }

    /** Kamailio answers an error of the command with 500 or 200 and an {@code error} in the body. */
    private static Answer answer(SwitchCommand command, HttpResponse<byte[]> response) {
        JsonNode body;
        try {
            body = Json.read(response.body(), JsonNode.class);
        } catch (SerializationException e) {
            return new Answer.Failed("status " + response.statusCode() + " without JSON");
        }
        JsonNode error = body.path("error");
        if (error.isObject()) {
            String why = error.path("message").asText("no message");
            boolean noDialog = error.path("code").asInt() == NOT_FOUND || why.equals(NO_DIALOG);
            return command instanceof SwitchCommand.EndCall && noDialog
                    ? new Answer.NoSuchCall()
                    : new Answer.Refused(why);
        }
        return response.statusCode() / 100 == 2
                ? new Answer.Done()
                : new Answer.Failed("status " + response.statusCode());
    }

    @Override
    public void close() {
        client.shutdownNow();
        client.close();
    }
}
