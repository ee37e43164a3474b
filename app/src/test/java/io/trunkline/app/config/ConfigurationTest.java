package io.trunkline.app.config;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.trunkline.collector.agent.Agent;
import io.trunkline.customers.FreeNumbers;
import io.trunkline.protocol.dialog.TestCalls;
import java.io.IOException;
import java.net.InetAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class ConfigurationTest {

    @TempDir
    private Path directory;

    @Test
    void theDefaultsAreThoseOfTheContract() {
        Settings settings = Settings.of(load(Map.of()));

        assertEquals("127.0.0.1", settings.httpHost());
        assertEquals(8080, settings.httpPort());
        assertEquals(Duration.ofHours(12), settings.sessionLifetime());
        assertEquals("127.0.0.1", settings.hep().listen().host());
        assertEquals(9060, settings.hep().listen().udpPort());
        assertEquals(9060, settings.hep().listen().tcpPort());
        assertNull(settings.hep().listen().tls());
        assertEquals(List.of(), settings.hep().agents());
        assertEquals(Optional.empty(), settings.kafka());
        assertEquals(9092, settings.kafkaPort());
        assertEquals(Optional.empty(), settings.clickHouseUrl());
        assertEquals(8123, settings.clickHousePort());
        assertEquals(Optional.empty(), settings.clickHousePassword());
        assertEquals(Duration.ofDays(14), settings.retentionMessages());
        assertEquals(Duration.ofDays(400), settings.retentionCdrs());
        assertEquals(Path.of("./data").toAbsolutePath().normalize(), settings.dataDir());
    }

    @Test
    void theCommandLineWinsOverTheEnvironmentAndTheEnvironmentOverTheFile() throws IOException {
        Path file = write("http:\n  host: 10.0.0.1\n  port: 1\nkafka.port: 2\n");
        Configuration configuration = Configuration.load(
                Optional.of(file),
                Map.of("TRUNKLINE_HTTP_PORT", "3", "TRUNKLINE_KAFKA_PORT", "4", "HOME", "/"),
                List.of("kafka.port=5"));

        assertEquals("10.0.0.1", configuration.text(ConfigKey.HTTP_HOST));
        assertEquals("3", configuration.text(ConfigKey.HTTP_PORT));
        assertEquals("5", configuration.text(ConfigKey.KAFKA_PORT));
    }

    @Test
    void oneProcessHasOnePartitionAndAClusterFourUnlessToldOtherwise() {
        assertEquals(1, Settings.of(load(Map.of())).partitions());
        assertEquals(
                4, Settings.of(load(Map.of(), "kafka.bootstrap=192.0.2.1:9092")).partitions());
        assertEquals(8, Settings.of(load(Map.of(), "kafka.partitions=8")).partitions());
        assertEquals(
                "kafka.partitions is '0' (--set): expected a number from 1 to 1000",
                refusal(() -> Settings.of(load(Map.of(), "kafka.partitions=0"))));
    }

    @Test
    void anUnknownKeyIsNamedWhereverItStands() throws IOException {
        Path file = write("http:\n  prot: 1\n");

        assertEquals(
                file + ": unknown key http.prot",
                refusal(() -> Configuration.load(Optional.of(file), Map.of(), List.of())));
        assertEquals(
                "unknown environment variable TRUNKLINE_HTTP_PROT",
                refusal(() -> load(Map.of("TRUNKLINE_HTTP_PROT", "1"))));
        assertEquals("--set: unknown key http.prot", refusal(() -> load(Map.of(), "http.prot=1")));
        assertEquals("--set http.port: expected key=value", refusal(() -> load(Map.of(), "http.port")));
    }

    @Test
    void aBadValueIsNamedWithItsKeyAndOrigin() {
        assertEquals(
                "http.port is '70000' (--set): expected a port from 0 to 65535",
                refusal(() -> Settings.of(load(Map.of(), "http.port=70000"))));
        assertEquals(
                "retention.cdrs is 'long' (environment TRUNKLINE_RETENTION_CDRS): expected a number with its unit: 30s, 15m, 12h or 14d",
                refusal(() -> Settings.of(load(Map.of("TRUNKLINE_RETENTION_CDRS", "long")))));
        assertEquals(
                "switch.kamailio.rpc-url is 'kamailio' (--set): expected http://HOST:PORT/PATH",
                refusal(() -> Settings.of(load(Map.of(), "switch.kamailio.rpc-url=kamailio"))));
    }

    @Test
    void headersOfLegsAreAListOrOneLineAndMayBeNone() {
        assertEquals(
                List.of("X-CID", "X-Call-ID", "Session-ID", "P-Charging-Vector"),
                Settings.of(load(Map.of())).legsHeaders());
        assertEquals(
                List.of("X-Leg", "X-CID"),
                Settings.of(load(Map.of(), "legs.headers=[X-Leg, X-CID]")).legsHeaders());
        assertEquals(List.of(), Settings.of(load(Map.of(), "legs.headers=")).legsHeaders());
        assertEquals(
                "legs.headers is 'X-Leg, X CID' (--set): X CID is not the name of a header",
                refusal(() -> Settings.of(load(Map.of(), "legs.headers=X-Leg, X CID"))));
    }

    @Test
    void testCallsLeaveLoopbackAloneUntilTheOperatorSaysFromWhereProbesSend() {
        InetAddress loopback = InetAddress.ofLiteral("127.0.0.1");
        InetAddress other = InetAddress.ofLiteral("192.0.2.9");
        TestCalls usual = Settings.of(load(Map.of())).probe().testCalls();
        assertTrue(usual.mayLeave(loopback));
        assertFalse(usual.mayLeave(other));
        TestCalls own = Settings.of(load(Map.of(), "probe.networks=[192.0.2.9]"))
                .probe()
                .testCalls();
        assertTrue(own.mayLeave(other));
        assertFalse(own.mayLeave(loopback));
        assertTrue(refusal(() -> Settings.of(load(Map.of(), "probe.networks=here")))
                .startsWith("probe.networks is 'here'"));
    }

    @Test
    void freeNumbersAreEmergencyNumbersUnlessTheOperatorSaysWhichTheyAre() {
        assertTrue(Settings.of(load(Map.of())).freeNumbers().has("112"));
        FreeNumbers own =
                Settings.of(load(Map.of(), "rating.free-numbers=000, 49800*")).freeNumbers();
        assertTrue(own.has("000") && own.has("498001234567"));
        assertFalse(own.has("112") || own.has("49801234567"));
        assertFalse(Settings.of(load(Map.of(), "rating.free-numbers="))
                .freeNumbers()
                .has("112"));
        String refusal = refusal(() -> Settings.of(load(Map.of(), "rating.free-numbers=112, 4*")));
        assertTrue(refusal.startsWith("rating.free-numbers is '112, 4*' (--set): 4* is neither a number"), refusal);
    }

    @Test
    void mailsAreOffUntilTheServerIsSaidAndThenTheSenderMustBeToo() throws IOException {
        assertTrue(Settings.of(load(Map.of())).mail().isEmpty());
        String url = "mail.smtp-url=smtp://me:s3cret@mail.example.net";
        assertEquals(
                "mail.from is '' (default): expected an address, as in noreply@example.net: mail.smtp-url is set",
                refusal(() -> Settings.of(load(Map.of(), url))));
        var mail = Settings.of(load(
                        Map.of(), url, "mail.from=Trunkline <noreply@example.net>", "alarms.mail-to=a@b.net, c@d.net"))
                .mail()
                .orElseThrow();
        assertEquals("mail.example.net:587", mail.server().toString());
        assertEquals(List.of("a@b.net", "c@d.net"), mail.alarmsTo());
    }

    @Test
    void whatDoesNotFitOfMailsIsNamedWithoutThePassword() throws IOException {
        String url = refusal(() -> Settings.of(load(Map.of(), "mail.smtp-url=smtp://me:s3cret@", "mail.from=a@b.net")));
        assertTrue(url.startsWith("mail.smtp-url is (hidden) (--set): expected smtp://"), url);
        assertEquals(
                "mail.from is 'me' (--set): me is no address, as in noreply@example.net or Trunkline"
                        + " <noreply@example.net>",
                refusal(() -> Settings.of(load(Map.of(), "mail.from=me"))));
        assertEquals(
                "alarms.mail-to is 'a@b.net' (--set): expected mail.smtp-url beside it, by which to mail",
                refusal(() -> Settings.of(load(Map.of(), "alarms.mail-to=a@b.net"))));
        Path template = directory.resolve("low.txt");
        Files.writeString(template, "Subject: low\n\nDear [name], [ballance] is left\n");
        String refused = refusal(() -> Settings.of(load(Map.of(), "mail.templates=" + directory)));
        assertTrue(
                refused.startsWith("mail.templates is '" + directory
                        + "' (--set): low.txt, line 3: [ballance] is not known; known are [account]"),
                refused);
    }

    @Test
    void aFileThatIsNotYamlIsRefusedWithItsLine() throws IOException {
        Path file = write("http:\n  port: [1\n");

        String refusal = refusal(() -> Configuration.load(Optional.of(file), Map.of(), List.of()));

        assertTrue(refusal.startsWith(file + ", line "), refusal);
        assertFalse(refusal.contains("\n"), refusal);
    }

    @Test
    void agentsAreReadFromTheFile() throws IOException {
        Path file = write("""
                hep:
                  agents:
                    - {id: "101", name: proxy-1, key: s3cret, networks: [192.0.2.0/24], may-bill: true}
                    - {id: "102"}
                """);
        var agents = Settings.of(Configuration.load(Optional.of(file), Map.of(), List.of()))
                .hep()
                .agents();

        assertEquals(2, agents.size());
        assertEquals("101", agents.get(0).id());
        assertEquals("proxy-1", agents.get(0).name());
        assertEquals("s3cret", agents.get(0).key());
        assertTrue(agents.get(0).mayBill());
        assertFalse(agents.get(1).mayBill());
    }

    @Test
    void aBadAgentIsNamedByItsPlaceInTheList() {
        assertEquals(
                "hep.agents is (hidden) (--set): agent 2: unknown field network",
                refusal(() -> Settings.of(load(Map.of(), "hep.agents=[{id: a}, {id: b, network: 10.0.0.0/8}]"))));
        assertEquals(
                "hep.agents is (hidden) (--set): agent 2: the id a is there twice",
                refusal(() -> Settings.of(load(Map.of(), "hep.agents=[{id: a}, {id: a}]"))));
        assertEquals(
                "hep.agents is (hidden) (--set): agent 1: may-bill is true or false",
                refusal(() -> Settings.of(load(Map.of(), "hep.agents=[{id: a, may-bill: perhaps}]"))));
    }

    @Test
    void aNetworkThatIsNoneOrNotTheFirstOfItsAddressesStopsTheStart() {
        assertEquals(
                "hep.agents is (hidden) (--set): agent 2: bits are set behind the prefix in 10.1.2.3/8: the network is 10.0.0.0/8, the one address 10.1.2.3",
                refusal(() -> Settings.of(load(Map.of(), "hep.agents=[{id: a}, {id: b, networks: [10.1.2.3/8]}]"))));
        assertEquals(
                "hep.agents is (hidden) (--set): agent 1: not an address or a network like 192.0.2.7, 192.0.2.0/24 or 2001:db8::/32: proxy.example.net",
                refusal(() -> Settings.of(load(Map.of(), "hep.agents=[{id: a, networks: [proxy.example.net]}]"))));
        assertEquals(
                "hep.agents is (hidden) (--set): agent 1: networks is a list, as in [192.0.2.0/24]",
                refusal(() -> Settings.of(load(Map.of(), "hep.agents=[{id: a, key: k, networks: 10.0.0.0/8}]"))));
    }

    @Test
    void secretsAreNotShown() {
        String described = load(Map.of(), "http.admin-token=hunter2", "clickhouse.url=jdbc:ch://h?password=hunter3")
                .describe();

        assertFalse(described.contains("hunter"), described);
        assertTrue(described.contains("--set"), described);
    }

    @Test
    void shouldReadOnlyTheAgentsAgainAndNameWhatElseDiffers() throws IOException {
        Path file = write("hep: {agents: [{id: a}]}");
        var agents = new AgentsFile(Configuration.load(Optional.of(file), Map.of(), List.of("http.port=1")));
        write("{http: {port: 2, host: 127.0.0.2}, hep: {agents: [{id: b}, {id: c}]}}");

        AgentsFile.Reading reading = agents.read();

        assertEquals(List.of("b", "c"), reading.agents().stream().map(Agent::id).toList());
        assertEquals(List.of("http.host"), reading.needRestart(), "the port is set by what is stronger than the file");
    }

    @Test
    void shouldSayWhyAgentsCannotBeReadAgain() throws IOException {
        Path file = write("hep: {agents: [{id: a}]}");
        var overridden = new AgentsFile(
                Configuration.load(Optional.of(file), Map.of("TRUNKLINE_HEP_AGENTS", "[{id: z}]"), List.of()));
        assertEquals(
                "hep.agents is set by environment TRUNKLINE_HEP_AGENTS, which is stronger than the file and cannot "
                        + "change while the process runs",
                refusal(overridden::read));
        var without = new AgentsFile(load(Map.of()));
        assertTrue(refusal(without::read).contains("without --config"), refusal(without::read));
    }

    private Path write(String yaml) throws IOException {
        return Files.writeString(directory.resolve("trunkline.yaml"), yaml);
    }

    private static Configuration load(Map<String, String> environment, String... assignments) {
        return Configuration.load(Optional.empty(), environment, List.of(assignments));
    }

    private static String refusal(org.junit.jupiter.api.function.Executable attempt) {
        return assertThrows(ConfigurationException.class, attempt).getMessage();
    }
}
