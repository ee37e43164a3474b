package io.trunkline.probe.sip;

import gov.nist.javax.sip.SipStackImpl;
import io.trunkline.probe.place.Transport;
import io.trunkline.probe.place.Whereabouts;
import io.trunkline.protocol.event.EndpointTest.Direction;
import io.trunkline.protocol.event.EndpointTest.Message;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Optional;
import java.util.Properties;
import java.util.TooManyListenersException;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import javax.sip.DialogTerminatedEvent;
import javax.sip.IOExceptionEvent;
import javax.sip.InvalidArgumentException;
import javax.sip.ListeningPoint;
import javax.sip.RequestEvent;
import javax.sip.ResponseEvent;
import javax.sip.SipException;
import javax.sip.SipListener;
import javax.sip.SipProvider;
import javax.sip.TimeoutEvent;
import javax.sip.TransactionTerminatedEvent;
import javax.sip.address.SipURI;
import javax.sip.header.CSeqHeader;
import javax.sip.header.CallIdHeader;
import javax.sip.message.Request;
import javax.sip.message.Response;

/**
 * A JAIN-SIP stack of one test, that speaks to one endpoint from a port of its own. Requests are sent without a
 * transaction (RFC 3261, 16.11): a retransmission of OPTIONS would hide a loss, and whoever calls sends again itself, so
 * that what was sent is known. Requests that come in are not answered.
 * The stack's threads put answers into a queue, one thread sends and takes.
 */
final class SipClient implements AutoCloseable {

    /**
     * An answer.
     *
     * @param method of the request that it answers
     * @param sequence number of that request
     * @param response itself
     * @param nanos when it came, by {@link System#nanoTime}
     * @param message as it is kept
     */
    record Answer(String method, long sequence, Response response, long nanos, Message message) {

        int status() {
            return response.getStatusCode();
        }

        /** Status, and the endpoint's words. */
        String line() {
            return line(response);
        }

        private static String line(Response response) {
            String reason = response.getReasonPhrase() == null ? "" : response.getReasonPhrase();
            return (response.getStatusCode() + " " + reason).strip();
        }

        boolean isFinal() {
            return status() >= 200;
        }
    }

    /** Also the name of a logger, of which each that was ever used is kept: so it is the same for all tests. */
    private static final String STACK_NAME = "jain-sip";

    private static final int LONGEST_MESSAGE = 65_535;
    private static final int PORT_ATTEMPTS = 5;

    private final InetSocketAddress target;
    private final Transport transport;
    private final InstantSource clock;
    private final SipStackImpl stack;
    private final SipProvider provider;
    private final InetAddress local;
    private final int port;
    private final SipRequests requests;
    private final LinkedBlockingQueue<Answer> answers = new LinkedBlockingQueue<>();

    /**
     * Opens a port.
     *
     * @param target to where everything is sent
     * @param contact the Request-URI
     * @param aor whom the requests are for
     * @param from who says that it asks; empty for {@code sip:test@} the address of the port
     * @throws IOException when there is no way to the target, or no port
     */
    SipClient(
            InetSocketAddress target,
            Transport transport,
            SipURI contact,
            String aor,
            Optional<String> from,
            InstantSource clock)
            throws IOException {
        this.target = target;
        this.transport = transport;
        this.clock = clock;
        local = localTo(target);
        try {
            stack = new SipStackImpl(properties());
            ListeningPoint listening = listen();
            port = listening.getPort();
            String sender = from.orElseGet(() -> "sip:test@" + host(local));
            requests = new SipRequests(transport, contact, aor, sender, host(local), port);
            provider = stack.createSipProvider(listening);
            provider.addSipListener(new Listener());
            stack.start();
        } catch (SipException | InvalidArgumentException | TooManyListenersException e) {
            throw new IOException("JAIN-SIP cannot listen on " + local.getHostAddress() + ": " + e.getMessage(), e);
        }
    }

    /** The address from which packets to the target would leave. */
    private static InetAddress localTo(InetSocketAddress target) throws IOException {
        try (var socket = new DatagramSocket()) {
            socket.connect(target);
            return socket.getLocalAddress();
        } catch (UncheckedIOException e) {
            throw e.getCause();
        }
    }

    private Properties properties() {
        var properties = new Properties();
        properties.setProperty("javax.sip.STACK_NAME", STACK_NAME);
        properties.setProperty("javax.sip.ROUTER_PATH", DirectRouter.class.getName());
        properties.setProperty("javax.sip.OUTBOUND_PROXY", Whereabouts.text(target) + "/" + transport.name());
        properties.setProperty("javax.sip.AUTOMATIC_DIALOG_SUPPORT", "off");
        properties.setProperty("gov.nist.javax.sip.NETWORK_LAYER", ProbeNetwork.class.getName());
        properties.setProperty("gov.nist.javax.sip.TLS_CLIENT_PROTOCOLS", "TLSv1.3, TLSv1.2");
        properties.setProperty("gov.nist.javax.sip.TLS_CLIENT_AUTH_TYPE", "DisabledAll");
        properties.setProperty(
                "gov.nist.javax.sip.SSL_HANDSHAKE_TIMEOUT", Long.toString(ProbeNetwork.CONNECT_WITHIN.toMillis()));
        properties.setProperty("gov.nist.javax.sip.MAX_MESSAGE_SIZE", Integer.toString(LONGEST_MESSAGE));
        properties.setProperty("gov.nist.javax.sip.THREAD_POOL_SIZE", "1");
        properties.setProperty("gov.nist.javax.sip.THREAD_PRIORITY", Integer.toString(Thread.NORM_PRIORITY));
        return properties;
    }

    /** JAIN-SIP takes no port 0: a free one is looked for, and another when somebody was faster. */
    private ListeningPoint listen() throws IOException, SipException, InvalidArgumentException {
        SipException last = null;
        for (int attempt = 0; attempt < PORT_ATTEMPTS; attempt++) {
            try {
                return stack.createListeningPoint(host(local), freePort(), transport.label());
            } catch (SipException e) {
                last = e;
            }
        }
        throw last;
    }

    private int freePort() throws IOException {
        if (transport.connects()) {
            try (var socket = new ServerSocket(0, 1, local)) {
                return socket.getLocalPort();
            }
        }
        try (var socket = new DatagramSocket(0, local)) {
            return socket.getLocalPort();
        }
    }

    private static String host(InetAddress address) {
        String text = address.getHostAddress();
        int zone = text.indexOf('%');
        String plain = zone < 0 ? text : text.substring(0, zone);
        return plain.contains(":") ? "[" + plain + "]" : plain;
    }

    /** What can be sent. */
    SipRequests requests() {
        return requests;
    }

    /** The address from which everything is sent. */
    InetAddress local() {
        return local;
    }

    /** Whether what is sent may get lost on the way (RFC 3261, 17.1.1.2 and 17.1.2.2). */
    boolean mayLose() {
        return transport == Transport.UDP;
    }

    /**
     * Sends a request, once.
     *
     * @return the message as it is kept
     * @throws SipException when it cannot be sent; the cause says why
     */
    Message send(Request request) throws SipException {
        var sent = message(Direction.SENT, request.getMethod() + " " + request.getRequestURI(), request.toString());
        provider.sendRequest(request);
        return sent;
    }

    /** The next answer, provisional ones among them; empty when none came in time. */
    Optional<Answer> answer(Duration within) throws InterruptedException {
        return Optional.ofNullable(answers.poll(Math.max(0, within.toNanos()), TimeUnit.NANOSECONDS));
    }

    private Message message(Direction direction, String summary, String raw) {
        String own = host(local) + ":" + port;
        String other = Whereabouts.text(target);
        boolean sent = direction == Direction.SENT;
        return new Message(
                clock.instant(), direction, sent ? own : other, sent ? other : own, transport.label(), summary, raw);
    }

    @Override
    public void close() {
        stack.stop();
    }

    /** On the stack's threads. */
    private final class Listener implements SipListener {

        @Override
        public void processResponse(ResponseEvent event) {
            long nanos = System.nanoTime();
            Response response = event.getResponse();
            var call = (CallIdHeader) response.getHeader(CallIdHeader.NAME);
            var number = (CSeqHeader) response.getHeader(CSeqHeader.NAME);
            if (call != null && call.getCallId().equals(requests.callId()) && number != null) {
                answers.add(new Answer(
                        number.getMethod(),
                        number.getSeqNumber(),
                        response,
                        nanos,
                        message(Direction.RECEIVED, Answer.line(response), response.toString())));
            }
        }

        @Override
        public void processRequest(RequestEvent event) {
            // A test asks and takes no calls.
        }

        @Override
        public void processTimeout(TimeoutEvent event) {
            // There are no transactions.
        }

        @Override
        public void processIOException(IOExceptionEvent event) {
            // What could not be sent has thrown.
        }

        @Override
        public void processTransactionTerminated(TransactionTerminatedEvent event) {
            // There are no transactions.
        }

        @Override
        public void processDialogTerminated(DialogTerminatedEvent event) {
            // There are no dialogs.
        }
    }
}
