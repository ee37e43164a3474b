package io.trunkline.app.config;

import io.trunkline.live.mail.MailSettings;
import io.trunkline.live.mail.MailTemplates;
import io.trunkline.live.mail.SmtpServer;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/** The keys of mails: {@code mail.*} and {@code alarms.mail-to}. */
final class MailKeys {

    private MailKeys() {}

    /**
     * How mails are sent; empty without a server.
     *
     * @throws ConfigurationException naming the first key whose value does not fit, or that is missing
     */
    static Optional<MailSettings> of(Configuration configuration) {
        List<String> alarmsTo = Settings.texts(configuration, ConfigKey.ALARMS_MAIL_TO).stream()
                .map(each -> checked(configuration, ConfigKey.ALARMS_MAIL_TO, each, MailKeys::address))
                .toList();
        MailTemplates templates = configuration
                .optional(ConfigKey.MAIL_TEMPLATES)
                .map(each -> checked(
                        configuration, ConfigKey.MAIL_TEMPLATES, each, path -> MailTemplates.in(Path.of(path.strip()))))
                .orElseGet(MailTemplates::standard);
        Optional<String> from = configuration
                .optional(ConfigKey.MAIL_FROM)
                .map(each -> checked(configuration, ConfigKey.MAIL_FROM, each, MailKeys::address));
        Optional<SmtpServer> server = configuration
                .optional(ConfigKey.MAIL_SMTP_URL)
                .map(each -> checked(configuration, ConfigKey.MAIL_SMTP_URL, each, SmtpServer::of));
        if (server.isEmpty() && !alarmsTo.isEmpty()) {
            throw configuration.refused(ConfigKey.ALARMS_MAIL_TO, "expected mail.smtp-url beside it, by which to mail");
        }
        if (server.isPresent() && from.isEmpty()) {
            throw configuration.refused(
                    ConfigKey.MAIL_FROM, "expected an address, as in noreply@example.net: mail.smtp-url is set");
        }
        return server.map(
                to -> new MailSettings(to, from.orElseThrow(), alarmsTo, templates, MailSettings.Times.standard()));
    }

    private static <T> T checked(Configuration configuration, ConfigKey key, String text, Function<String, T> meaning) {
        try {
            return meaning.apply(text);
        } catch (IllegalArgumentException e) {
            throw configuration.refused(key, e.getMessage());
        }
    }

    private static String address(String text) {
        MailSettings.address(text);
        return text;
    }
}
