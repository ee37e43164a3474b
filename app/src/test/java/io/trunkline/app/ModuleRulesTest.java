package io.trunkline.app;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.importer.ImportOption.DoNotIncludeTests;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;

/** The direction of dependency between the modules, as docs/architecture.md gives it: a sentence for each rule. */
@AnalyzeClasses(packages = "io.trunkline", importOptions = DoNotIncludeTests.class)
final class ModuleRulesTest {

    private static final String TELEMETRY = "io.trunkline.telemetry..";
    private static final String PROTOCOL = "io.trunkline.protocol..";
    private static final String KAFKA = "io.trunkline.kafka..";
    private static final String TARIFF = "io.trunkline.tariff..";
    private static final String CUSTOMERS = "io.trunkline.customers..";
    private static final String COLLECTOR = "io.trunkline.collector..";
    private static final String RATING = "io.trunkline.rating..";
    private static final String STORAGE = "io.trunkline.storage..";
    private static final String PROBE = "io.trunkline.probe..";
    private static final String LIVE = "io.trunkline.live..";
    private static final String EMBEDDED = "io.trunkline.embedded..";
    private static final String EXCHANGE = "io.trunkline.exchange..";
    private static final String APP = "io.trunkline.app..";

    @ArchTest
    static final ArchRule telemetryKnowsNoOtherModule = mayNotUse(
            TELEMETRY, PROTOCOL, KAFKA, TARIFF, CUSTOMERS, COLLECTOR, RATING, STORAGE, PROBE, LIVE, EMBEDDED, EXCHANGE,
            APP);

    @ArchTest
    static final ArchRule protocolKnowsNoOtherModule = mayNotUse(
            PROTOCOL, TELEMETRY, KAFKA, TARIFF, CUSTOMERS, COLLECTOR, RATING, STORAGE, PROBE, LIVE, EMBEDDED, EXCHANGE,
            APP);

    @ArchTest
    static final ArchRule kafkaKnowsOnlyWhatTravelsAndHowToTellOfItself =
            mayNotUse(KAFKA, TARIFF, CUSTOMERS, COLLECTOR, RATING, STORAGE, PROBE, LIVE, EMBEDDED, EXCHANGE, APP);

    @ArchTest
    static final ArchRule tariffKnowsOnlyWhatTravels = mayNotUse(
            TARIFF, TELEMETRY, KAFKA, CUSTOMERS, COLLECTOR, RATING, STORAGE, PROBE, LIVE, EMBEDDED, EXCHANGE, APP);

    @ArchTest
    static final ArchRule customersKnowWhatTheyPayAndNotWhoAsks =
            mayNotUse(CUSTOMERS, TELEMETRY, COLLECTOR, RATING, STORAGE, PROBE, LIVE, EMBEDDED, EXCHANGE, APP);

    @ArchTest
    static final ArchRule theCollectorKnowsNeitherMoneyNorStore =
            mayNotUse(COLLECTOR, TARIFF, CUSTOMERS, RATING, STORAGE, PROBE, LIVE, EMBEDDED, EXCHANGE, APP);

    @ArchTest
    static final ArchRule ratingKnowsNeitherTheNetworkNorTheStore =
            mayNotUse(RATING, COLLECTOR, STORAGE, PROBE, LIVE, EMBEDDED, EXCHANGE, APP);

    @ArchTest
    static final ArchRule storageKnowsNeitherMoneyNorTheApi =
            mayNotUse(STORAGE, TARIFF, CUSTOMERS, COLLECTOR, RATING, PROBE, LIVE, EMBEDDED, EXCHANGE, APP);

    /** It sends what commands say, and knows neither who asked nor whom it costs what. */
    @ArchTest
    static final ArchRule theProbeKnowsOnlyWhatTravels =
            mayNotUse(PROBE, TARIFF, CUSTOMERS, COLLECTOR, RATING, STORAGE, LIVE, EMBEDDED, EXCHANGE, APP);

    @ArchTest
    static final ArchRule theApiReadsTopicsAndStoreButNotTheirMakers =
            mayNotUse(LIVE, COLLECTOR, RATING, PROBE, EMBEDDED, EXCHANGE, APP);

    @ArchTest
    static final ArchRule theEnginesKnowNoOtherModule = mayNotUse(
            EMBEDDED, TELEMETRY, PROTOCOL, KAFKA, TARIFF, CUSTOMERS, COLLECTOR, RATING, STORAGE, PROBE, LIVE, EXCHANGE,
            APP);

    /** It is the network that is watched: it must be as far from what watches it as a real one. */
    @ArchTest
    static final ArchRule theExchangeKnowsOnlyWhatTravels =
            mayNotUse(EXCHANGE, TELEMETRY, TARIFF, CUSTOMERS, COLLECTOR, RATING, STORAGE, PROBE, LIVE, EMBEDDED, APP);

    @ArchTest
    static final ArchRule protocolOpensNoConnection = noClasses()
            .that()
            .resideInAPackage(PROTOCOL)
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("io.netty..", "org.apache.kafka.clients..", "java.net.http..");

    @ArchTest
    static final ArchRule tariffHasNoClockAndNoThreads = noClasses()
            .that()
            .resideInAPackage(TARIFF)
            .should()
            .dependOnClassesThat()
            .haveFullyQualifiedName("java.time.Clock")
            .orShould()
            .callMethod(System.class, "currentTimeMillis")
            .orShould()
            .dependOnClassesThat()
            .resideInAPackage("java.util.concurrent..");

    @ArchTest
    static final ArchRule kafkaBrokersInternalsStayBehindTheEmbeddedModule = noClasses()
            .that()
            .resideOutsideOfPackage(EMBEDDED)
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage(
                    "kafka..",
                    "org.apache.kafka.server..",
                    "org.apache.kafka.metadata..",
                    "org.apache.kafka.controller..",
                    "org.apache.kafka.raft..");

    /** Nothing else that reads SIP may send it, and what endpoints write is parsed by our own scanner. */
    @ArchTest
    static final ArchRule theProbeAloneSpeaksSip = noClasses()
            .that()
            .resideOutsideOfPackage(PROBE)
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("javax.sip..", "gov.nist..");

    /** But for the command with which people ask it themselves. */
    @ArchTest
    static final ArchRule clickHouseIsAskedByTheStoreAlone = noClasses()
            .that()
            .resideOutsideOfPackages(STORAGE, EMBEDDED, "io.trunkline.app.command")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("com.clickhouse..", "java.sql..")
            .orShould()
            .dependOnClassesThat()
            .haveFullyQualifiedName("io.trunkline.storage.connection.StoreConnection")
            .orShould()
            .dependOnClassesThat()
            .haveFullyQualifiedName("io.trunkline.storage.connection.Query");

    /** Streams make their own clients from their settings; the embedded broker looks after its own groups. */
    @ArchTest
    static final ArchRule kafkasClientsAreOpenedInOneRoom = noClasses()
            .that()
            .resideOutsideOfPackages(KAFKA, EMBEDDED, "io.trunkline.collector.forward..")
            .should()
            .dependOnClassesThat()
            .haveNameMatching(
                    "org\\.apache\\.kafka\\.clients\\.(admin\\..*|consumer\\.KafkaConsumer|producer\\.KafkaProducer)");

    /** Each package by itself, that of the module among them: a package may not know who uses it. */
    @ArchTest
    static final ArchRule packagesFormNoCircle =
            slices().matching("io.trunkline.(**)").should().beFreeOfCycles();

    private static ArchRule mayNotUse(String module, String... others) {
        return noClasses()
                .that()
                .resideInAPackage(module)
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage(others);
    }
}
