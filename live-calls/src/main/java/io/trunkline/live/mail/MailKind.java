package io.trunkline.live.mail;

import io.trunkline.protocol.event.AccountEvent;
import java.util.Optional;
import java.util.Set;

/** What a mail is about. Each has a template. */
public enum MailKind {
    /** The balance went below its threshold. */
    LOW("low"),
    /** The balance of a {@code soft} account reached its limit. */
    OVERDRAWN("overdrawn"),
    /** The balance of a {@code hard} account reached its limit. */
    SUSPENDED("suspended"),
    /** An account above it is suspended, and it with that one. */
    SUSPENDED_ABOVE("suspended-above"),
    /** It was lifted above its limit again. */
    REACTIVATED("reactivated"),
    /** An alarm was raised or cleared. */
    ALARM("alarm");

    private static final Set<String> OF_ACCOUNTS =
            Set.of("firstname", "lastname", "name", "account", "balance", "threshold", "currency", "at");

    private static final Set<String> OF_ALARMS = Set.of("state", "text", "rule", "key", "value", "threshold", "at");

    private final String label;

    MailKind(String label) {
        this.label = label;
    }

    /** Its name for people and in topics; that of the template's file, which ends in {@code .txt}. */
    public String label() {
        return label;
    }

    /** What its template may have in brackets. */
    Set<String> placeholders() {
        return switch (this) {
            case LOW, OVERDRAWN, SUSPENDED, SUSPENDED_ABOVE, REACTIVATED -> OF_ACCOUNTS;
            case ALARM -> OF_ALARMS;
        };
    }

    /** The mail of an event; none of one that a mail is not about. */
    static Optional<MailKind> of(AccountEvent event) {
        return switch (event.type()) {
            case LOW -> Optional.of(LOW);
            case OVERDRAWN -> Optional.of(OVERDRAWN);
            case SUSPENDED -> Optional.of(event.suspendedBy() == null ? SUSPENDED : SUSPENDED_ABOVE);
            case REACTIVATED -> Optional.of(REACTIVATED);
            // A call that the switch does not end is the operator's matter: there is an alarm for it.
            case CUT_FAILED -> Optional.empty();
        };
    }
}
