package io.trunkline.app.config;

import io.trunkline.customers.FreeNumbers;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** Every key of the configuration, with its default as an operator would write it. */
public enum ConfigKey {
    DATA_DIR("data-dir", "./data", "everything that must survive a restart"),
    HTTP_HOST("http.host", "127.0.0.1", "address of the API and the page"),
    HTTP_PORT("http.port", "8080", "port of the API and the page"),
    HTTP_ADMIN_TOKEN(
            "http.admin-token", "", "bearer token of the role admin; empty: generated into data-dir/admin-token"),
    HTTP_SESSION_LIFETIME("http.session-lifetime", "12h", "how long a browser stays logged in"),
    COLLECTOR_NAME("collector.name", "", "name of this collector; empty: generated into data-dir/collector-name"),
    HEP_HOST("hep.host", "127.0.0.1", "address to receive HEP on"),
    HEP_UDP_PORT("hep.udp-port", "9060", "HEP over UDP; 0 turns it off"),
    HEP_TCP_PORT("hep.tcp-port", "9060", "HEP over TCP; 0 turns it off"),
    HEP_TLS_PORT("hep.tls-port", "0", "HEP over TLS; 0 turns it off"),
    HEP_TLS_CERT("hep.tls-cert", "", "certificate chain for TLS, PEM"),
    HEP_TLS_KEY("hep.tls-key", "", "private key for TLS, PEM"),
    HEP_TLS_CLIENT_CA("hep.tls-client-ca", "", "CA of the client certificates, PEM; empty: none are asked for"),
    HEP_AGENTS("hep.agents", "[]", "capture agents: {id, name, key, networks, advertised-address, may-bill, any-time}"),
    KAFKA_BOOTSTRAP("kafka.bootstrap", "embedded", "embedded, or a broker list"),
    KAFKA_PORT("kafka.port", "9092", "port of the embedded broker, loopback only"),
    KAFKA_TOPIC_PREFIX("kafka.topic-prefix", "trunkline.", "what stands before the name of every topic"),
    KAFKA_PARTITIONS(
            "kafka.partitions",
            "",
            "partitions of the topics that are made at the first start; empty: 1 with the embedded broker, else 4"),
    CLICKHOUSE_URL("clickhouse.url", "embedded", "embedded, or a JDBC URL"),
    CLICKHOUSE_PORT("clickhouse.port", "8123", "port of the embedded engine's HTTP interface, loopback only"),
    CLICKHOUSE_PASSWORD(
            "clickhouse.password",
            "",
            "password of the embedded engine's user default; empty: generated into data-dir/clickhouse-password"),
    RETENTION_MESSAGES("retention.messages", "14d", "how long captured messages are kept"),
    RETENTION_CDRS("retention.cdrs", "400d", "how long CDRs are kept"),
    PLATFORM_NETWORKS(
            "platform.networks",
            "",
            "addresses of the switches themselves: an INVITE that leaves one of them is a leg that the platform makes"),
    LEGS_HEADERS(
            "legs.headers",
            "X-CID, X-Call-ID, Session-ID, P-Charging-Vector",
            "headers that join the legs of a back-to-back user agent, beside HEP's correlation id"),
    SWITCH_KAMAILIO_RPC_URL(
            "switch.kamailio.rpc-url",
            "",
            "JSON-RPC endpoint used to end calls, block accounts and remove registrations"),
    ALARMS_WEBHOOK_URL("alarms.webhook-url", "", "alarms as JSON by POST to this address; empty: to none"),
    ALARMS_MAIL_TO("alarms.mail-to", "", "addresses to which alarms are mailed, with commas between; empty: to none"),
    MAIL_SMTP_URL(
            "mail.smtp-url",
            "",
            "server that takes mails: smtp://HOST:PORT or smtps://HOST:PORT, with USER:PASSWORD@; empty: none are sent"),
    MAIL_FROM("mail.from", "", "who mails are from: an address, with or without a name"),
    MAIL_TEMPLATES("mail.templates", "", "directory of templates of mails; empty: those that come with the program"),
    RATING_FREE_NUMBERS(
            "rating.free-numbers",
            String.join(", ", FreeNumbers.EMERGENCY),
            "numbers that cost nobody anything and are never refused: 112, or 49800* for all that begin so"),
    RATING_BY_REGISTERED_AOR(
            "rating.by-registered-aor",
            "true",
            "whether a call without credentials is of who is registered where it comes from; false where an SBC stands between"),
    BOOKS_CLOSED_UNTIL(
            "books.closed-until",
            "",
            "first day, UTC, whose calls may still be rated again and corrected: 2026-10-01; empty: all"),
    PROBE_FROM(
            "probe.from",
            "",
            "who a SIP test says it is: sip:USER@HOST; empty: sip:test@ the address from which it sends"),
    PROBE_NETWORKS(
            "probe.networks",
            "127.0.0.0/8, ::1",
            "addresses from which probes send, as captures see them: a test call that leaves them is nobody's"),
    PROBE_MTR("probe.mtr", "mtr", "program of the MTR test: a path, or a name on the path");

    private static final String ENVIRONMENT_PREFIX = "TRUNKLINE_";

    private final String key;
    private final String fallback;
    private final String meaning;

    ConfigKey(String key, String fallback, String meaning) {
        this.key = key;
        this.fallback = fallback;
        this.meaning = meaning;
    }

    /** As in the file and after {@code --set}: {@code http.port}. */
    public String key() {
        return key;
    }

    /** The default, as text. */
    public String fallback() {
        return fallback;
    }

    /** One line for people. */
    public String meaning() {
        return meaning;
    }

    /** As in the environment: {@code TRUNKLINE_HTTP_PORT}. */
    public String variable() {
        return ENVIRONMENT_PREFIX + key.replace('.', '_').replace('-', '_').toUpperCase(Locale.ROOT);
    }

    /** Whether the value must not be shown. */
    public boolean secret() {
        return this == HTTP_ADMIN_TOKEN
                || this == CLICKHOUSE_PASSWORD
                || this == HEP_AGENTS
                || this == CLICKHOUSE_URL
                || this == MAIL_SMTP_URL
                || this == ALARMS_WEBHOOK_URL;
    }

    static Optional<ConfigKey> of(String key) {
        return Arrays.stream(values()).filter(each -> each.key.equals(key)).findFirst();
    }

    static Optional<ConfigKey> ofVariable(String variable) {
        return Arrays.stream(values())
                .filter(each -> each.variable().equals(variable))
                .findFirst();
    }
}
