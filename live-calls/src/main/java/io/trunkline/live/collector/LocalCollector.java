package io.trunkline.live.collector;

import io.trunkline.protocol.hep.HepTaken;
import java.net.InetSocketAddress;
import java.util.List;

/** The collector in this process. Called from the threads of requests, which may wait. */
public interface LocalCollector {

    /**
     * Takes HEP as if a sender had written it to a connection.
     *
     * @param hep version 3 frames one behind another, or one packet of version 1 or 2
     * @param sender where it came from: the agents' networks are compared with its address
     */
    HepTaken take(byte[] hep, InetSocketAddress sender);

    /** Reads the configuration file again and takes its agents over. */
    Reload reload();

    /** What came of reading the configuration again. */
    sealed interface Reload {

        /**
         * The agents of the file are in force.
         *
         * @param added ids that were not there before
         * @param removed ids that are no longer there
         * @param changed ids of agents of which something is different now
         * @param closedConnections connections closed because nobody may send from their address any more
         * @param needRestart other keys that are different in the file, and wait for a restart
         */
        record Done(
                List<String> added,
                List<String> removed,
                List<String> changed,
                int closedConnections,
                List<String> needRestart)
                implements Reload {

            /** Takes copies. */
            public Done {
                added = List.copyOf(added);
                removed = List.copyOf(removed);
                changed = List.copyOf(changed);
                needRestart = List.copyOf(needRestart);
            }
        }

        /**
         * Nothing was changed.
         *
         * @param why for the operator: what is wrong, and where
         */
        record Refused(String why) implements Reload {}
    }
}
