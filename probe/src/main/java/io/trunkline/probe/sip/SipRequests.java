package io.trunkline.probe.sip;

import gov.nist.javax.sip.address.AddressFactoryImpl;
import gov.nist.javax.sip.header.HeaderFactoryImpl;
import gov.nist.javax.sip.message.MessageFactoryImpl;
import io.trunkline.probe.place.Transport;
import io.trunkline.protocol.dialog.TestCalls;
import java.nio.charset.StandardCharsets;
import java.text.ParseException;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.UUID;
import javax.sip.InvalidArgumentException;
import javax.sip.SipException;
import javax.sip.address.Address;
import javax.sip.address.SipURI;
import javax.sip.address.URI;
import javax.sip.header.CSeqHeader;
import javax.sip.header.ContactHeader;
import javax.sip.header.FromHeader;
import javax.sip.header.RecordRouteHeader;
import javax.sip.header.RouteHeader;
import javax.sip.header.ToHeader;
import javax.sip.header.ViaHeader;
import javax.sip.message.Request;
import javax.sip.message.Response;

/**
 * The requests of one test: all of one Call-ID and one From tag. For one thread.
 *
 * <p>What cannot be written, because of what the endpoint wrote into its contact, comes out as a {@link SipException}.
 */
final class SipRequests {

    /** Seconds for which a call may ring, should its CANCEL be lost (RFC 3261, 13.2.1). */
    private static final int RINGS_AT_MOST = 10;

    private static final int MAX_FORWARDS = 70;
    private static final String AGENT = "Trunkline SIP test";
    private static final String BRANCH = "z9hG4bK";

    private final Transport transport;
    private final SipURI contact;
    private final String aor;
    private final String from;
    private final String host;
    private final int port;
    private final String callId = TestCalls.newCallId();
    private final String tag = Long.toHexString(UUID.randomUUID().getMostSignificantBits());
    private final AddressFactoryImpl addresses = new AddressFactoryImpl();
    private final HeaderFactoryImpl headers = new HeaderFactoryImpl();
    private final MessageFactoryImpl messages = new MessageFactoryImpl();
    private long branches;

    /**
     * From one port to one endpoint.
     *
     * @param contact the Request-URI
     * @param aor whom the requests are for
     * @param from who says that it asks, a SIP URI
     * @param host from where they are sent, IPv6 in brackets
     */
    SipRequests(Transport transport, SipURI contact, String aor, String from, String host, int port) {
        this.transport = transport;
        this.contact = contact;
        this.aor = aor;
        this.from = from;
        this.host = host;
        this.port = port;
    }

    String callId() {
        return callId;
    }

    /** Writes something; what the endpoint's own words keep from being written is said. */
    private interface Writing {
        Request write() throws ParseException, InvalidArgumentException, SipException;
    }

    private static Request written(Writing writing) throws SipException {
        try {
            return writing.write();
        } catch (ParseException | InvalidArgumentException e) {
            throw new SipException(
                    "the endpoint's address of record or contact cannot be written: " + e.getMessage(), e);
        }
    }

    /** RFC 3261, 11.1. */
    Request options(long sequence) throws SipException {
        return written(() -> {
            Request request = toEndpoint(Request.OPTIONS, sequence);
            request.addHeader(headers.createAcceptHeader("application", "sdp"));
            return request;
        });
    }

    /** RFC 3261, 13.2.1: an offer of a call in which nothing is ever heard. */
    Request invite(long sequence) throws SipException {
        return written(() -> {
            Request request = toEndpoint(Request.INVITE, sequence);
            request.addHeader(headers.createAllowHeader("INVITE, ACK, CANCEL, BYE, OPTIONS"));
            request.addHeader(headers.createExpiresHeader(RINGS_AT_MOST));
            request.setContent(
                    offer().getBytes(StandardCharsets.US_ASCII), headers.createContentTypeHeader("application", "sdp"));
            return request;
        });
    }

    /** RFC 3264, 5.1: the discard port, and inactive, for nobody listens. */
    private String offer() {
        String address = host.startsWith("[") ? "IP6 " + host.substring(1, host.length() - 1) : "IP4 " + host;
        return String.join(
                "\r\n",
                "v=0",
                "o=- 1 1 IN " + address,
                "s=-",
                "c=IN " + address,
                "t=0 0",
                "m=audio 9 RTP/AVP 0 8 101",
                "a=rtpmap:0 PCMU/8000",
                "a=rtpmap:8 PCMA/8000",
                "a=rtpmap:101 telephone-event/8000",
                "a=inactive",
                "");
    }

    private Request toEndpoint(String method, long sequence) throws ParseException, InvalidArgumentException {
        Address self = addresses.createAddress(from);
        self.setDisplayName("SIP test");
        Request request = request(
                (SipURI) contact.clone(),
                method,
                sequence,
                newVia(),
                headers.createFromHeader(self, tag),
                headers.createToHeader(addresses.createAddress("sip:" + aor), null));
        request.addHeader(headers.createContactHeader(
                addresses.createAddress("sip:test@" + host + ":" + port + ";transport=" + transport.label())));
        return request;
    }

    private Request request(URI uri, String method, long sequence, ViaHeader via, FromHeader sender, ToHeader receiver)
            throws ParseException, InvalidArgumentException {
        Request request = messages.createRequest(
                uri,
                method,
                headers.createCallIdHeader(callId),
                headers.createCSeqHeader(sequence, method),
                sender,
                receiver,
                List.of(via),
                headers.createMaxForwardsHeader(MAX_FORWARDS));
        request.addHeader(headers.createUserAgentHeader(List.of(AGENT)));
        request.setContentLength(headers.createContentLengthHeader(0));
        return request;
    }

    private ViaHeader newVia() throws ParseException, InvalidArgumentException {
        ViaHeader via = headers.createViaHeader(host, port, transport.name(), BRANCH + tag + ++branches);
        if (transport == Transport.UDP) {
            via.setRPort();
        }
        return via;
    }

    /**
     * RFC 3261, 9.1: of the same transaction. Its Reason (RFC 3326) says that somebody else took the call: then
     * telephones do not show it as missed.
     */
    Request cancel(Request invite) throws SipException {
        return written(() -> {
            Request cancel = again(Request.CANCEL, invite, (ToHeader) invite.getHeader(ToHeader.NAME));
            cancel.addHeader(headers.createReasonHeader("SIP", Response.OK, "Call completed elsewhere"));
            return cancel;
        });
    }

    /** RFC 3261, 17.1.1.3: of a refusal, in the transaction of the INVITE. */
    Request ackRefusal(Request invite, Response refusal) throws SipException {
        return written(() -> again(Request.ACK, invite, (ToHeader) refusal.getHeader(ToHeader.NAME)));
    }

    private Request again(String method, Request invite, ToHeader to) throws ParseException, InvalidArgumentException {
        return request(
                (URI) invite.getRequestURI().clone(),
                method,
                sequence(invite),
                (ViaHeader) invite.getHeader(ViaHeader.NAME),
                (FromHeader) invite.getHeader(FromHeader.NAME),
                to);
    }

    /** RFC 3261, 13.2.2.4 and 12.2.1.1: of an answer, to where it says, with the INVITE's CSeq. */
    Request ackAnswer(Request invite, Response answer) throws SipException {
        return written(() -> inDialog(Request.ACK, sequence(invite), invite, answer));
    }

    /** RFC 3261, 15.1.1. */
    Request bye(Request invite, Response answer) throws SipException {
        return written(() -> inDialog(Request.BYE, sequence(invite) + 1, invite, answer));
    }

    private static long sequence(Request invite) {
        return ((CSeqHeader) invite.getHeader(CSeqHeader.NAME)).getSeqNumber();
    }

    private Request inDialog(String method, long sequence, Request invite, Response answer)
            throws ParseException, InvalidArgumentException, SipException {
        var remote = (ContactHeader) answer.getHeader(ContactHeader.NAME);
        Request request = request(
                remote == null ? invite.getRequestURI() : remote.getAddress().getURI(),
                method,
                sequence,
                newVia(),
                (FromHeader) invite.getHeader(FromHeader.NAME),
                (ToHeader) answer.getHeader(ToHeader.NAME));
        for (RouteHeader route : routes(answer)) {
            request.addLast(route);
        }
        return request;
    }

    /** RFC 3261, 12.1.2: the route set, from the nearest on. */
    private List<RouteHeader> routes(Response answer) {
        var routes = new ArrayList<RouteHeader>();
        for (Iterator<?> all = answer.getHeaders(RecordRouteHeader.NAME); all.hasNext(); ) {
            routes.addFirst(headers.createRouteHeader(((RecordRouteHeader) all.next()).getAddress()));
        }
        return routes;
    }
}
