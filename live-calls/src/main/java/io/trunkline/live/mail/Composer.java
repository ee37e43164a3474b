package io.trunkline.live.mail;

import io.trunkline.protocol.event.Account;
import io.trunkline.protocol.event.AccountEvent;
import io.trunkline.protocol.event.Alarm;
import io.trunkline.tariff.Figures;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/** Writes mails: fills templates with what happened, and with the account as it stands when the mail goes. */
final class Composer {

    private static final DateTimeFormatter TIME =
            DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm 'UTC'", Locale.ROOT).withZone(ZoneOffset.UTC);

    private final MailTemplates templates;
    private final Function<String, Optional<Account>> accounts;

    /**
     * Writes by templates.
     *
     * @param accounts an account as it stands now, by its id
     */
    Composer(MailTemplates templates, Function<String, Optional<Account>> accounts) {
        this.templates = templates;
        this.accounts = accounts;
    }

    /** The mail; none where there is nobody to write to. */
    Optional<Mail> mail(Occasion occasion) {
        return switch (occasion) {
            case Occasion.Crossing crossing ->
                accounts.apply(crossing.accountId())
                        .filter(account -> account.lowBalanceEmail() != null)
                        .map(account -> written(crossing, account.lowBalanceEmail(), values(crossing, account)));
            case Occasion.Alarmed alarmed -> Optional.of(written(alarmed, alarmed.recipient(), values(alarmed)));
        };
    }

    private Mail written(Occasion occasion, String to, Map<String, String> values) {
        MailTemplate template = templates.of(occasion.kind());
        return new Mail(occasion.id(), to, template.subject(values), template.text(values), occasion.at());
    }

    private static Map<String, String> values(Occasion.Crossing crossing, Account account) {
        AccountEvent event = crossing.event();
        boolean nameless = account.firstName() == null && account.lastName() == null;
        BigDecimal threshold = crossing.kind() == MailKind.LOW
                ? account.lowBalanceThreshold()
                : account.creditLimit().negate();
        return Map.of(
                "firstname", nameless ? account.name() : text(account.firstName()),
                "lastname", text(account.lastName()),
                "name", account.name(),
                "account", account.id(),
                "balance", Figures.of(event.balance(), event.currency()),
                "threshold", threshold == null ? "" : Figures.of(threshold, event.currency()),
                "currency", event.currency(),
                "at", time(event.at()));
    }

    private static Map<String, String> values(Occasion.Alarmed alarmed) {
        Alarm alarm = alarmed.alarm();
        return Map.of(
                "state", alarmed.state(),
                "text", alarm.text(),
                "rule", alarm.ruleId(),
                "key", alarm.key(),
                "value", alarm.value().toPlainString(),
                "threshold", alarm.threshold().toPlainString(),
                "at", time(alarmed.at()));
    }

    private static String text(String value) {
        return value == null ? "" : value;
    }

    private static String time(Instant at) {
        return TIME.format(at);
    }
}
