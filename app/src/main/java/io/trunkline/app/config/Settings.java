package io.trunkline.app.config;

import com.fasterxml.jackson.databind.JsonNode;
import io.trunkline.customers.FreeNumbers;
import io.trunkline.live.mail.MailSettings;
import io.trunkline.probe.ProbeSettings;
import io.trunkline.protocol.Network;
import io.trunkline.protocol.dialog.TestCalls;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The configuration with its types, checked as a whole.
 *
 * @param dataDir everything that must survive a restart
 * @param httpHost address of the API and the page
 * @param httpPort their port
 * @param adminToken bearer token of the role admin; empty: to be generated
 * @param sessionLifetime how long a browser stays logged in
 * @param collectorName name of this collector; empty: to be generated
 * @param hep where HEP is received
 * @param kafka brokers; empty for the embedded one
 * @param kafkaPort port of the embedded broker
 * @param topicPrefix what stands before the name of every topic
 * @param partitions of the topics that are made at the first start
 * @param clickHouseUrl JDBC URL; empty for the embedded engine
 * @param clickHousePort port of the embedded engine
 * @param clickHousePassword password of its user {@code default}; empty: to be generated
 * @param retentionMessages how long captured messages are kept
 * @param retentionCdrs how long CDRs are kept
 * @param platformNetworks addresses of the switches themselves; empty when nobody said which they are
 * @param legsHeaders names of the headers that join legs; may be none
 * @param switchRpcUrl JSON-RPC endpoint of the switch; empty for none
 * @param alarmWebhook where alarms are sent to; empty for nowhere
 * @param freeNumbers to which calls cost nobody anything
 * @param byRegisteredAor whether a call without credentials is of who is registered where it comes from
 * @param closedUntil calls that began before this are not corrected any more
 * @param probe how endpoints are tested
 * @param mail how mails are sent; empty for none
 */
public record Settings(
        Path dataDir,
        String httpHost,
        int httpPort,
        Optional<String> adminToken,
        Duration sessionLifetime,
        Optional<String> collectorName,
        HepSettings hep,
        Optional<String> kafka,
        int kafkaPort,
        String topicPrefix,
        int partitions,
        Optional<String> clickHouseUrl,
        int clickHousePort,
        Optional<String> clickHousePassword,
        Duration retentionMessages,
        Duration retentionCdrs,
        List<Network> platformNetworks,
        List<String> legsHeaders,
        Optional<String> switchRpcUrl,
        Optional<String> alarmWebhook,
        FreeNumbers freeNumbers,
        boolean byRegisteredAor,
        Optional<Instant> closedUntil,
        ProbeSettings probe,
        Optional<MailSettings> mail) {

    /** The value of {@code kafka.bootstrap} and {@code clickhouse.url} that starts the engine in the process. */
    public static final String EMBEDDED = "embedded";

    private static final int HIGHEST_PORT = 65_535;
    private static final int MOST_PARTITIONS = 1_000;

    /** One thread rates there, and each further partition makes every commit of it dearer. */
    private static final int PARTITIONS_OF_ONE_PROCESS = 1;

    /** Partitions cannot be added later: so many processes can share the rating. */
    private static final int PARTITIONS_OF_A_CLUSTER = 4;

    private static final Pattern DURATION = Pattern.compile("(\\d{1,9})(ms|s|m|h|d)");
    private static final Pattern HEADER = Pattern.compile("[a-zA-Z0-9.!%*_+`'~-]{1,100}");
    private static final Pattern TOPIC_PREFIX = Pattern.compile("[a-zA-Z0-9._-]{0,100}");

    /**
     * Gives every key its type.
     *
     * @throws ConfigurationException naming the first key whose value does not fit
     */
    public static Settings of(Configuration configuration) {
        return new Settings(
                Path.of(required(configuration, ConfigKey.DATA_DIR))
                        .toAbsolutePath()
                        .normalize(),
                required(configuration, ConfigKey.HTTP_HOST),
                port(configuration, ConfigKey.HTTP_PORT),
                configuration.optional(ConfigKey.HTTP_ADMIN_TOKEN),
                duration(configuration, ConfigKey.HTTP_SESSION_LIFETIME),
                configuration.optional(ConfigKey.COLLECTOR_NAME),
                HepSettings.of(configuration),
                engine(configuration, ConfigKey.KAFKA_BOOTSTRAP),
                port(configuration, ConfigKey.KAFKA_PORT),
                topicPrefix(configuration),
                partitions(configuration),
                engine(configuration, ConfigKey.CLICKHOUSE_URL),
                port(configuration, ConfigKey.CLICKHOUSE_PORT),
                configuration.optional(ConfigKey.CLICKHOUSE_PASSWORD),
                duration(configuration, ConfigKey.RETENTION_MESSAGES),
                duration(configuration, ConfigKey.RETENTION_CDRS),
                networks(configuration, ConfigKey.PLATFORM_NETWORKS),
                headers(configuration, ConfigKey.LEGS_HEADERS),
                url(configuration, ConfigKey.SWITCH_KAMAILIO_RPC_URL),
                url(configuration, ConfigKey.ALARMS_WEBHOOK_URL),
                freeNumbers(configuration),
                flag(configuration, ConfigKey.RATING_BY_REGISTERED_AOR),
                day(configuration, ConfigKey.BOOKS_CLOSED_UNTIL),
                probe(configuration),
                MailKeys.of(configuration));
    }

    private static boolean flag(Configuration configuration, ConfigKey key) {
        return switch (required(configuration, key)) {
            case "true" -> true;
            case "false" -> false;
            default -> throw configuration.refused(key, "expected true or false");
        };
    }

    private static FreeNumbers freeNumbers(Configuration configuration) {
        try {
            return new FreeNumbers(texts(configuration, ConfigKey.RATING_FREE_NUMBERS));
        } catch (IllegalArgumentException e) {
            throw configuration.refused(ConfigKey.RATING_FREE_NUMBERS, e.getMessage());
        }
    }

    private static ProbeSettings probe(Configuration configuration) {
        String program = required(configuration, ConfigKey.PROBE_MTR);
        var testCalls = new TestCalls(networks(configuration, ConfigKey.PROBE_NETWORKS));
        try {
            return new ProbeSettings(configuration.optional(ConfigKey.PROBE_FROM), program, testCalls);
        } catch (IllegalArgumentException e) {
            throw configuration.refused(ConfigKey.PROBE_FROM, "expected sip:USER@HOST");
        }
    }

    /** These settings with another JSON-RPC endpoint of the switch. */
    public Settings withSwitchRpcUrl(String url) {
        return new Settings(
                dataDir,
                httpHost,
                httpPort,
                adminToken,
                sessionLifetime,
                collectorName,
                hep,
                kafka,
                kafkaPort,
                topicPrefix,
                partitions,
                clickHouseUrl,
                clickHousePort,
                clickHousePassword,
                retentionMessages,
                retentionCdrs,
                platformNetworks,
                legsHeaders,
                Optional.of(url),
                alarmWebhook,
                freeNumbers,
                byRegisteredAor,
                closedUntil,
                probe,
                mail);
    }

    /**
     * Where this machine finds the API: who listens on all addresses is found at the machine's own.
     *
     * @param port on which it serves: {@link #httpPort}, or what a port of 0 became
     */
    public URI serverUrl(int port) {
        String host =
                switch (httpHost) {
                    case "0.0.0.0" -> "127.0.0.1";
                    case "::" -> "::1";
                    default -> httpHost;
                };
        return URI.create("http://" + (host.contains(":") ? "[" + host + "]" : host) + ":" + port);
    }

    private static List<Network> networks(Configuration configuration, ConfigKey key) {
        var networks = new ArrayList<Network>();
        for (String text : texts(configuration, key)) {
            try {
                networks.add(Network.of(text));
            } catch (IllegalArgumentException e) {
                throw configuration.refused(key, e.getMessage());
            }
        }
        return List.copyOf(networks);
    }

    /** RFC 3261, 25.1: the name of a header is a token. */
    private static List<String> headers(Configuration configuration, ConfigKey key) {
        List<String> names = texts(configuration, key);
        for (String name : names) {
            if (!HEADER.matcher(name).matches()) {
                throw configuration.refused(key, name + " is not the name of a header");
            }
        }
        return names;
    }

    /** A list, or one line with commas as the environment has it. */
    static List<String> texts(Configuration configuration, ConfigKey key) {
        if (configuration.optional(key).isEmpty()) {
            return List.of();
        }
        JsonNode tree = configuration.tree(key);
        var texts = new ArrayList<String>();
        if (tree.isArray()) {
            tree.forEach(each -> texts.add(each.asText().strip()));
        } else {
            Arrays.stream(configuration.text(key).split(",")).map(String::strip).forEach(texts::add);
        }
        return List.copyOf(texts);
    }

    static String required(Configuration configuration, ConfigKey key) {
        return configuration.optional(key).orElseThrow(() -> configuration.refused(key, "expected a value"));
    }

    static int port(Configuration configuration, ConfigKey key) {
        int port = number(configuration, key);
        if (port < 0 || port > HIGHEST_PORT) {
            throw configuration.refused(key, "expected a port from 0 to " + HIGHEST_PORT);
        }
        return port;
    }

    private static int number(Configuration configuration, ConfigKey key) {
        try {
            return Integer.parseInt(configuration.text(key).strip());
        } catch (NumberFormatException e) {
            throw configuration.refused(key, "expected a whole number");
        }
    }

    private static Optional<String> engine(Configuration configuration, ConfigKey key) {
        return Optional.of(required(configuration, key)).filter(text -> !text.equals(EMBEDDED));
    }

    private static String topicPrefix(Configuration configuration) {
        String prefix = configuration.text(ConfigKey.KAFKA_TOPIC_PREFIX);
        if (!TOPIC_PREFIX.matcher(prefix).matches()) {
            throw configuration.refused(
                    ConfigKey.KAFKA_TOPIC_PREFIX, "expected at most 100 letters, digits, dots, dashes and underscores");
        }
        return prefix;
    }

    private static int partitions(Configuration configuration) {
        if (configuration.optional(ConfigKey.KAFKA_PARTITIONS).isEmpty()) {
            return engine(configuration, ConfigKey.KAFKA_BOOTSTRAP).isEmpty()
                    ? PARTITIONS_OF_ONE_PROCESS
                    : PARTITIONS_OF_A_CLUSTER;
        }
        int partitions = number(configuration, ConfigKey.KAFKA_PARTITIONS);
        if (partitions < 1 || partitions > MOST_PARTITIONS) {
            throw configuration.refused(ConfigKey.KAFKA_PARTITIONS, "expected a number from 1 to " + MOST_PARTITIONS);
        }
        return partitions;
    }

    private static Duration duration(Configuration configuration, ConfigKey key) {
        Matcher matcher = DURATION.matcher(configuration.text(key).strip().toLowerCase(Locale.ROOT));
        if (!matcher.matches()) {
            throw configuration.refused(key, "expected a number with its unit: 30s, 15m, 12h or 14d");
        }
        long amount = Long.parseLong(matcher.group(1));
        Duration duration =
                switch (matcher.group(2)) {
                    case "ms" -> Duration.ofMillis(amount);
                    case "s" -> Duration.ofSeconds(amount);
                    case "m" -> Duration.ofMinutes(amount);
                    case "h" -> Duration.ofHours(amount);
                    default -> Duration.ofDays(amount);
                };
        if (duration.isZero()) {
            throw configuration.refused(key, "expected more than nothing");
        }
        return duration;
    }

    /** The beginning of a day, in UTC. */
    private static Optional<Instant> day(Configuration configuration, ConfigKey key) {
        try {
            return configuration.optional(key).map(text -> LocalDate.parse(text.strip())
                    .atStartOfDay(ZoneOffset.UTC)
                    .toInstant());
        } catch (DateTimeParseException e) {
            throw configuration.refused(key, "expected a day such as 2026-10-01");
        }
    }

    private static Optional<String> url(Configuration configuration, ConfigKey key) {
        Optional<String> url = configuration.optional(key);
        if (url.isPresent() && !url.get().matches("https?://[^\\s]+")) {
            throw configuration.refused(key, "expected http://HOST:PORT/PATH");
        }
        return url;
    }
}
