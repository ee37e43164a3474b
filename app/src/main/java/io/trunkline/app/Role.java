package io.trunkline.app;

import java.util.Arrays;
import java.util.EnumSet;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;

/** What a process does; one process may do all. */
public enum Role {
    /** Receives HEP, journals it and hands it to Kafka. */
    COLLECTOR,
    /** Follows calls and registrations, rates, and moves balances. */
    RATING,
    /** Writes messages, CDRs and ledger entries to ClickHouse. */
    STORAGE,
    /** Serves the API and the page. */
    LIVE,
    /** Tests registered endpoints: the only role that sends anything to them. */
    PROBE;

    /**
     * Reads a list as it stands after {@code --roles}.
     *
     * @param text names with commas between them
     * @throws IllegalArgumentException naming the role that does not exist
     */
    public static Set<Role> parse(String text) {
        var roles = EnumSet.noneOf(Role.class);
        for (String name : text.split(",")) {
            roles.add(Arrays.stream(values())
                    .filter(role -> role.label().equals(name.strip()))
                    .findFirst()
                    .orElseThrow(() -> new IllegalArgumentException("no role '" + name.strip() + "'; there are "
                            + Arrays.stream(values()).map(Role::label).collect(Collectors.joining(", ")))));
        }
        return roles;
    }

    /** Its name on the command line. */
    public String label() {
        return name().toLowerCase(Locale.ROOT);
    }
}
