package io.trunkline.app;

import java.util.Optional;

/** Roles that serve, until they are closed. */
public interface RunningProcess extends AutoCloseable {

    /** Where the API, or of a process without the role {@code live} its health and metrics, are: {@code http://HOST:PORT}. */
    String url();

    /** A link that opens the page once without asking for anything; empty when the page asks for the token. */
    Optional<String> loginLink();

    /** Bearer token of the role admin. Never log it. */
    String adminToken();

    /** Reads the configuration file again and takes its agents over; what came of it is logged. */
    void reloadAgents();

    /** Stops the roles in the order in which the data meets them, then the engines. */
    @Override
    void close();
}
