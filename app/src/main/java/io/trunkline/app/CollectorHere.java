package io.trunkline.app;

import io.trunkline.app.config.AgentsFile;
import io.trunkline.app.config.ConfigurationException;
import io.trunkline.collector.Collector;
import io.trunkline.collector.agent.AgentChanges;
import io.trunkline.live.collector.LocalCollector;
import io.trunkline.protocol.hep.HepTaken;
import java.net.InetSocketAddress;
import java.util.concurrent.locks.Lock;
import java.util.concurrent.locks.ReentrantLock;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The collector of this process, for the API and for SIGHUP. Any thread; the lock lets reloads follow one another. */
final class CollectorHere implements LocalCollector {

    private static final Logger log = LoggerFactory.getLogger(CollectorHere.class);

    private final Collector collector;
    private final AgentsFile file;
    private final Lock reloading = new ReentrantLock();

    CollectorHere(Collector collector, AgentsFile file) {
        this.collector = collector;
        this.file = file;
    }

    @Override
    public HepTaken take(byte[] hep, InetSocketAddress sender) {
        return collector.take(hep, sender);
    }

    @Override
    public Reload reload() {
        reloading.lock();
        try {
            AgentsFile.Reading reading = file.read();
            AgentChanges changes = collector.agents(reading.agents());
            log.info(
                    "hep.agents was read again: added {}, removed {}, changed {}; {} connections were closed",
                    changes.added(),
                    changes.removed(),
                    changes.changed(),
                    changes.closedConnections());
            if (!reading.needRestart().isEmpty()) {
                log.warn("these keys are different now and need a restart: {}", reading.needRestart());
            }
            return new Reload.Done(
                    changes.added(),
                    changes.removed(),
                    changes.changed(),
                    changes.closedConnections(),
                    reading.needRestart());
        } catch (ConfigurationException | IllegalArgumentException e) {
            log.warn("hep.agents was not read again, and nothing was changed: {}", e.getMessage());
            return new Reload.Refused(e.getMessage());
        } finally {
            reloading.unlock();
        }
    }
}
