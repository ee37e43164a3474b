package io.trunkline.live.access;

import io.trunkline.protocol.Scope;

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

    /** The same, with what stands below its account as it is at any moment. */
    public Grant among(Scope.Family family) {
        return switch (scope) {
            case Scope.Everything everything -> this;
            case Scope.Below below -> new Grant(role, new Scope.Below(below.account(), family));
        };
    }
}
