package io.trunkline.probe.sip;

import java.util.List;
import java.util.ListIterator;
import javax.sip.SipStack;
import javax.sip.address.Hop;
import javax.sip.address.Router;
import javax.sip.message.Request;

/**
 * Sends everything to one place, whatever a request's URI, its {@code maddr} or a name in it may say: JAIN-SIP's own
 * router would follow what the endpoint wrote into its contact. Made by the stack, which hands it its outbound proxy.
 */
public final class DirectRouter implements Router {

    private final Hop hop;

    /**
     * To the outbound proxy alone.
     *
     * @param stack whose router it is
     * @param outboundProxy {@code HOST:PORT/TRANSPORT}
     */
    public DirectRouter(SipStack stack, String outboundProxy) {
        int slash = outboundProxy.lastIndexOf('/');
        int colon = outboundProxy.lastIndexOf(':', slash);
        hop = new Target(
                outboundProxy.substring(0, colon),
                Integer.parseInt(outboundProxy.substring(colon + 1, slash)),
                outboundProxy.substring(slash + 1));
    }

    private record Target(String host, int port, String transport) implements Hop {

        @Override
        public String getHost() {
            return host;
        }

        @Override
        public int getPort() {
            return port;
        }

        @Override
        public String getTransport() {
            return transport;
        }

        @Override
        public String toString() {
            return host + ":" + port + "/" + transport;
        }
    }

    @Override
    public Hop getOutboundProxy() {
        return hop;
    }

    @Override
    public Hop getNextHop(Request request) {
        return hop;
    }

    /** Of an older JAIN-SIP. */
    @Deprecated
    @Override
    public ListIterator<Hop> getNextHops(Request request) {
        return List.of(hop).listIterator();
    }
}
