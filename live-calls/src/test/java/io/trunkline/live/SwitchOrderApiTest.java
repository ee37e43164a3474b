package io.trunkline.live;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.trunkline.live.access.UserRole;
import io.trunkline.protocol.Topic;
import io.trunkline.protocol.event.EndCallOrder;
import io.trunkline.protocol.event.Registration;
import io.trunkline.protocol.event.SwitchCommand;
import io.trunkline.testing.Until;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** What operators have the switch do: who may order it, what is ordered, and what is refused with what to do. */
@ExtendWith(LivePipeline.Extension.class)
class SwitchOrderApiTest {

    private static LiveCalls withSwitch;
    private final LivePipeline pipeline;

    SwitchOrderApiTest(LivePipeline pipeline) {
        this.pipeline = pipeline;
    }

    @BeforeAll
    static void start(LivePipeline pipeline) throws InterruptedException {
        withSwitch = pipeline.startWithSwitch();
        Until.holds("the API", withSwitch::ready);
    }

    @AfterAll
    static void stop() {
        withSwitch.close();
    }

    private static ApiClient.Reply send(UserRole role, String method, String path) {
        return LivePipeline.withRole(withSwitch, role).send(method, "/api/v1/" + path, null, null);
    }

    private static void served(String path) throws InterruptedException {
        Until.fits(
                path,
                () -> LivePipeline.withRole(withSwitch, UserRole.ADMIN)
                        .get("/api/v1/" + path)
                        .status(),
                status -> status == 200);
    }

    @Test
    void shouldOrderTheEndOfACallInTheNameOfWhoAsks() throws InterruptedException {
        pipeline.put(Examples.answered("ordered", "payer", Instant.now()));
        served("calls/ordered");
        for (UserRole other : List.of(UserRole.BILLING, UserRole.SUPPORT)) {
            assertEquals(403, send(other, "POST", "calls/ordered/end").status());
        }
        assertEquals(404, send(UserRole.NOC, "POST", "calls/nobodys/end").status());
        assertEquals(List.of(), orders("ordered"));

        ApiClient.Reply reply = send(UserRole.NOC, "POST", "calls/ordered/end");
        assertEquals(202, reply.status());
        assertEquals("answered", reply.json().path("state").asText());
        EndCallOrder order = orders("ordered").getFirst();
        assertEquals("noc", order.by());
        assertTrue(order.bySwitch());
    }

    private List<EndCallOrder> orders(String id) {
        return pipeline.read(Topic.CALL_COMMANDS, EndCallOrder.class).stream()
                .filter(order -> order.id().equals(id))
                .toList();
    }

    @Test
    void shouldOrderTheRemovalOfABindingInTheNameOfWhoAsks() throws InterruptedException {
        Registration active = Examples.registration("removable@example.net", Registration.State.ACTIVE);
        pipeline.put(active);
        String path = "registrations/" + active.id();
        served(path);
        for (UserRole other : List.of(UserRole.BILLING, UserRole.NOC)) {
            assertEquals(403, send(other, "DELETE", path).status());
        }
        assertEquals(
                404, send(UserRole.SUPPORT, "DELETE", "registrations/nobody").status());
        assertEquals(List.of(), wishes(active.id()));

        ApiClient.Reply reply = send(UserRole.SUPPORT, "DELETE", path);
        assertEquals(202, reply.status());
        assertEquals(active.aor(), reply.json().path("aor").asText());
        SwitchCommand.RemoveBinding wish = wishes(active.id()).getFirst();
        assertEquals(active.aor(), wish.aor());
        assertEquals(active.contact(), wish.contact());
        assertEquals("support", wish.by());
    }

    private List<SwitchCommand.RemoveBinding> wishes(String id) {
        return pipeline.read(Topic.SWITCH_COMMANDS, SwitchCommand.class).stream()
                .filter(SwitchCommand.RemoveBinding.class::isInstance)
                .map(SwitchCommand.RemoveBinding.class::cast)
                .filter(wish -> wish.registrationId().equals(id))
                .toList();
    }

    @Test
    void shouldSayWhatToDoWhenABindingCannotBeRemoved() throws InterruptedException {
        Registration over = Examples.registration("over@example.net", Registration.State.EXPIRED);
        Registration active = Examples.registration("kept@example.net", Registration.State.ACTIVE);
        pipeline.put(over);
        pipeline.put(active);
        served("registrations/" + over.id());
        served("registrations/" + active.id());
        ApiClient.Reply gone = send(UserRole.SUPPORT, "DELETE", "registrations/" + over.id());
        assertEquals(409, gone.status());

        String path = "/api/v1/registrations/" + active.id();
        Until.fits(() -> pipeline.admin().get(path).status(), status -> status == 200);
        ApiClient.Reply withoutSwitch = pipeline.admin().send("DELETE", path, null, null);
        assertEquals(409, withoutSwitch.status());
        assertTrue(withoutSwitch.errorMessage().contains("switch.kamailio.rpc-url"), withoutSwitch::errorMessage);
    }
}
