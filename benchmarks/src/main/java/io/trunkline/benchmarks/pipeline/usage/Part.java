package io.trunkline.benchmarks.pipeline.usage;

import java.util.regex.Pattern;

/** The parts of the product that have threads of their own, by the names of these. */
public enum Part {
    COLLECTOR("collector: receive, journal", "collector-receiv.*|hep-.*|collector-(?!forward).*|.*journal.*"),
    FORWARDER("collector: forward to Kafka", ".*forward.*|kafka-producer-network-thread \\| .*collector.*"),
    STREAMS("rating: stream threads", ".*StreamThread-\\d+"),
    STREAMS_PRODUCER("rating: producer", "kafka-producer-network-thread.*StreamThread.*"),
    STREAMS_OTHER("rating: others", ".*StateUpdater.*|.*rating.*|.*rocksdb.*|.*directory.*|.*trunkline-rating.*"),
    BROKER_REQUESTS("Kafka: request handlers", "data-plane-kafka-request-handler-.*"),
    BROKER_NETWORK("Kafka: network", "data-plane-kafka-network-thread.*|data-plane-kafka-socket-acceptor.*"),
    BROKER_OTHER(
            "Kafka: others",
            ".*kafka-log-cleaner.*|.*ExpirationReaper.*|kafka-(?!producer|coordinator-heart|consumer).*|.*raft.*|.*quorum.*"
                    + "|group-coord.*|share-coord.*|Transaction.*|transaction.*|controller.*|broker-.*|metadata-.*|.*[Ee]xpir.*"
                    + "|AddPartitions.*|executor-.*|LogDirFailureHandler|TxnMarker.*|.*snapshot.*|SensorExpiryThread|event-.*"),
    SINK("storage: sink", ".*storage.*|.*sink.*"),
    CLICKHOUSE(
            "ClickHouse: native",
            "Merge.*|Bg.*|Query.*|HTTPHandler|IOTh?Pool.*|Common|AsyncMetrics|SystemLog.*|Parts?Load.*|Unload.*|Pretty.*"
                    + "|Format.*|Writer|Parquet.*|.*Pool|ThreadPool.*|TCPHandler|Outdated.*|ConfigReloader|TraceCollector|SignalListener"
                    + "|chdb.*|Move.*|Fetch.*|Schedule.*|TablesLoader.*|Parallel.*|ConcurrentJoin"),
    API(
            "virtual threads: API, statements of ClickHouse; API: others",
            ".*live.*|.*follow.*|helidon.*|VirtualThread.*|ForkJoinPool.*|.*hub.*|ticker.*|\\[0x.*"),
    JIT("JVM: compilers", "C[12] CompilerThread.*|C[12] CompilerTh.*|.*Compile.*"),
    GC("JVM: garbage collector", "G1.*|GC Thread.*|.*Shenandoah.*|Z.*"),
    JVM(
            "JVM: others",
            "VM .*|Signal.*|Reference Handler|Finalizer|Attach.*|Common-Cleaner|Service.*|Monitor.*|java|JFR.*|Notif.*"),
    OTHERS("others", ".*");

    private final String title;
    private final Pattern names;

    Part(String title, String names) {
        this.title = title;
        this.names = Pattern.compile(names);
    }

    /** For people. */
    public String title() {
        return title;
    }

    static Part of(String threadName) {
        for (Part part : values()) {
            if (part.names.matcher(threadName).matches()) {
                return part;
            }
        }
        return OTHERS;
    }
}
