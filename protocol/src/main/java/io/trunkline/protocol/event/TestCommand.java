package io.trunkline.protocol.event;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import java.time.Instant;
import java.util.List;

/** What the probe is asked to do. The key is the id of the registration, so that one probe has all of an endpoint. */
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "command")
@JsonSubTypes({
    @JsonSubTypes.Type(value = TestCommand.Start.class, name = "start"),
    @JsonSubTypes.Type(value = TestCommand.Stop.class, name = "stop")
})
public sealed interface TestCommand {

    /** The test's id. */
    String id();

    /** When it was asked. */
    Instant at();

    /**
     * Test an endpoint.
     *
     * @param kind how
     * @param registration the endpoint as it stood then: the only source of an address to which anything is sent
     * @param others the other active bindings of its address of record
     * @param call whether a SIP test makes a call as well, which is hung up when it rings
     */
    record Start(
            String id,
            EndpointTest.Kind kind,
            Registration registration,
            List<Registration> others,
            boolean call,
            Instant at)
            implements TestCommand {

        /** Takes a copy; one that names no others has none. */
        public Start {
            others = others == null ? List.of() : List.copyOf(others);
        }
    }

    /** End a test that runs. */
    record Stop(String id, Instant at) implements TestCommand {}
}
