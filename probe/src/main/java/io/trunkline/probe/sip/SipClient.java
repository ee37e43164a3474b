package io.trunkline.probe.sip;

import gov.nist.javax.sip.SipStackImpl;
import gov.nist.javax.sip.address.AddressFactoryImpl;
import gov.nist.javax.sip.header.HeaderFactoryImpl;
import gov.nist.javax.sip.message.MessageFactoryImpl;
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
import java.text.ParseException;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.Properties;
import java.util.TooManyListenersException;
import java.util.UUID;
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
import javax.sip.header.ViaHeader;
import javax.sip.message.Request;
import javax.sip.message.Response;

/**
 * A JAIN-SIP stack of one test, that speaks to one endpoint from a port of its own. Requests are sent once each and
 * without a transaction (RFC 3261, 16.11): a retransmission would hide a loss. Requests that come in are not answered.
 * The stack's threads put answers into a queue, one thread sends and takes.
 */
final class SipClient implements AutoCloseable {

    /**
     * An answer.
     *
     * @param sequence number of the request that it answers
     * @param status of it
     * @param reason in the endpoint's words
     * @param nanos when it came, by {@link System#nanoTime}
     * @param message as it is kept
     */
    record Answer(long sequence, int status, String reason, long nanos, Message message) {}

    /** Also the name of a logger, of which each that was ever used is kept: so it is the same for all tests. */
    private static final String STACK_NAME = "jain-sip";

    private static final int MAX_FORWARDS = 70;
    private static final int LONGEST_MESSAGE = 65_535;
    private static final int PORT_ATTEMPTS = 5;

    private final InetSocketAddress target;
    private final Transport transport;
    private final SipURI contact;
    private final String aor;
    private final String from;
    private final InstantSource clock;
    private final SipStackImpl stack;
    private final SipProvider provider;
    private final InetAddress local;
    private final int port;
    private final String callId;
    private final String tag = Long.toHexString(UUID.randomUUID().getMostSignificantBits());
    private final LinkedBlockingQueue<Answer> answers = new LinkedBlockingQueue<>();
    private final AddressFactoryImpl addresses = new AddressFactoryImpl();
    private final HeaderFactoryImpl headers = new HeaderFactoryImpl();

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
        this.contact = contact;
        this.aor = aor;
        this.clock = clock;
        local = localTo(target);
        this.from = from.orElseGet(() -> "sip:test@" + host(local));
        callId = UUID.randomUUID() + "@" + host(local);
        try {
            stack = new SipStackImpl(properties());
            ListeningPoint listening = listen();
            port = listening.getPort();
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

    /**
     * Sends OPTIONS (RFC 3261, 11.1).
     *
     * @param sequence number of the request
     * @return the message as it is kept
     * @throws SipException when it cannot be sent; the cause says why
     */
    Message options(long sequence) throws SipException {
        try {
            Request request = request(sequence);
            var sent = message(Direction.SENT, request.getMethod() + " " + request.getRequestURI(), request.toString());
            provider.sendRequest(request);
            return sent;
        } catch (ParseException | InvalidArgumentException e) {
            throw new SipException(
                    "the endpoint's address of record or contact cannot be written: " + e.getMessage(), e);
        }
    }

    private Request request(long sequence) throws ParseException, InvalidArgumentException, SipException {
        CallIdHeader call = headers.createCallIdHeader(callId);
        CSeqHeader number = headers.createCSeqHeader(sequence, Request.OPTIONS);
        ViaHeader via = headers.createViaHeader(host(local), port, transport.name(), "z9hG4bK" + tag + sequence);
        if (transport == Transport.UDP) {
            via.setRPort();
        }
        var self = addresses.createAddress(from);
        Request request = new MessageFactoryImpl()
                .createRequest(
                        (SipURI) contact.clone(),
                        Request.OPTIONS,
                        call,
                        number,
                        headers.createFromHeader(self, tag),
                        headers.createToHeader(addresses.createAddress("sip:" + aor), null),
                        List.of(via),
                        headers.createMaxForwardsHeader(MAX_FORWARDS));
        request.addHeader(headers.createContactHeader(
                addresses.createAddress("sip:test@" + host(local) + ":" + port + ";transport=" + transport.label())));
        request.addHeader(headers.createAcceptHeader("application", "sdp"));
        request.addHeader(headers.createUserAgentHeader(List.of("Trunkline SIP test")));
        request.setContentLength(headers.createContentLengthHeader(0));
        return request;
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
            boolean ours = call != null
                    && call.getCallId().equals(callId)
                    && number != null
                    && number.getMethod().equals(Request.OPTIONS);
            if (ours) {
                String reason = response.getReasonPhrase() == null ? "" : response.getReasonPhrase();
                String line = (response.getStatusCode() + " " + reason).strip();
                answers.add(new Answer(
                        number.getSeqNumber(),
                        response.getStatusCode(),
                        reason,
                        nanos,
                        message(Direction.RECEIVED, line, response.toString())));
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
