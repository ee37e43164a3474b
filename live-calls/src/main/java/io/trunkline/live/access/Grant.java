package io.trunkline.live.access;

import io.trunkline.protocol.Scope;
import java.util.Locale;

/**
 * What a login gives.
 *
 * @param role what may be done
 * @param scope whose things are shown
 */
public record Grant(UserRole role, Scope scope) {

    /** Refuses a reseller who would see more than what is below its account. */
    public Grant {
        if (role == UserRole.RESELLER && !(scope instanceof Scope.Below)) {
            throw new IllegalArgumentException("a reseller's scope is below its account");
        }
    }

    /** Of a role of those who run the network: it sees everything. */
    public static Grant of(UserRole role) {
        return new Grant(role, new Scope.Everything());
    }

    /** Who it is, in words: as long as there are no users of a name, the role. */
    public String name() {
        return role.name().toLowerCase(Locale.ROOT);
    }

    /** The same, with what stands below its account as it is at any moment. */
    public Grant among(Scope.Family family) {
        return switch (scope) {
            case Scope.Everything everything -> this;
            case Scope.Below below -> new Grant(role, new Scope.Below(below.account(), family));
        };
    }
}
