package io.trunkline.protocol.sip;

import gov.nist.javax.sip.header.AddressParametersHeader;
import gov.nist.javax.sip.header.AuthenticationHeader;
import gov.nist.javax.sip.header.Contact;
import gov.nist.javax.sip.header.Reason;
import gov.nist.javax.sip.header.SIPHeader;
import gov.nist.javax.sip.header.Via;
import gov.nist.javax.sip.header.extensions.SessionExpires;
import gov.nist.javax.sip.header.ims.PChargingVector;
import gov.nist.javax.sip.message.SIPMessage;
import gov.nist.javax.sip.message.SIPRequest;
import gov.nist.javax.sip.message.SIPResponse;
import gov.nist.javax.sip.parser.StringMsgParser;
import java.nio.charset.StandardCharsets;
import java.text.ParseException;
import java.util.Iterator;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import javax.sip.address.Address;
import javax.sip.address.SipURI;
import javax.sip.address.TelURL;
import javax.sip.address.URI;
import javax.sip.header.AuthorizationHeader;
import javax.sip.header.ProxyAuthorizationHeader;

/**
 * What a parser understood of a message, as texts by name, so that two parsers' words can be laid side by side.
 * What is absent is not in the map. Hosts and transports are in small letters, for both are free to write them so.
 */
final class Reading {

    private final Map<String, String> fields = new TreeMap<>();

    private Reading() {}

    Map<String, String> fields() {
        return fields;
    }

    private void put(String name, Object value) {
        if (value != null) {
            fields.put(name, value.toString());
        }
    }

    private void putNumber(String name, long value) {
        if (value >= 0) {
            fields.put(name, Long.toString(value));
        }
    }

    private static String lower(String text) {
        return text == null ? null : text.toLowerCase(Locale.ROOT);
    }

    /** What the scanner understood. */
    static Reading byScanner(byte[] bytes) {
        var message = new SipMessage();
        if (!new SipScanner().scan(bytes, 0, bytes.length, message)) {
            throw new AssertionError("the scanner does not take it for SIP");
        }
        var reading = new Reading();
        reading.takeStart(message);
        reading.takeDialog(message);
        reading.takeVia(message);
        reading.takeContacts(message);
        reading.takeRest(message);
        return reading;
    }

    private void takeStart(SipMessage message) {
        put("method", message.text(SipField.METHOD));
        put("request-uri", message.text(SipField.REQUEST_URI));
        put("request-uri.user", message.text(SipField.REQUEST_URI_USER));
        put("request-uri.host", lower(message.text(SipField.REQUEST_URI_HOST)));
        putNumber("status", message.isRequest() ? -1 : message.status());
        put("reason-phrase", message.text(SipField.REASON_PHRASE));
    }

    private void takeDialog(SipMessage message) {
        put("call-id", message.text(SipField.CALL_ID));
        putNumber("cseq", message.cseq());
        put("cseq.method", message.text(SipField.CSEQ_METHOD));
        put("from.display", message.text(SipField.FROM_DISPLAY));
        put("from.uri", message.text(SipField.FROM_URI));
        put("from.user", message.text(SipField.FROM_USER));
        put("from.host", lower(message.text(SipField.FROM_HOST)));
        put("from.tag", message.text(SipField.FROM_TAG));
        put("to.display", message.text(SipField.TO_DISPLAY));
        put("to.uri", message.text(SipField.TO_URI));
        put("to.user", message.text(SipField.TO_USER));
        put("to.host", lower(message.text(SipField.TO_HOST)));
        put("to.tag", message.text(SipField.TO_TAG));
        put("asserted.uri", message.text(SipField.ASSERTED_URI));
        put("asserted.user", message.text(SipField.ASSERTED_USER));
    }

    private void takeVia(SipMessage message) {
        put("via.transport", lower(message.text(SipField.VIA_TRANSPORT)));
        put("via.sent-by", lower(message.text(SipField.VIA_SENT_BY)));
        put("via.branch", message.text(SipField.VIA_BRANCH));
        put("via.received", message.text(SipField.VIA_RECEIVED));
        put("via.rport", message.text(SipField.VIA_RPORT));
    }

    private void takeContacts(SipMessage message) {
        if (message.contactIsStar()) {
            put("contacts", "*");
        } else if (message.contacts() > 0) {
            put("contacts", message.contacts());
        }
        for (int i = 0; i < message.contacts(); i++) {
            put("contact." + i + ".uri", message.contactUri(i));
            putNumber("contact." + i + ".expires", message.contactExpires(i));
        }
    }

    private void takeRest(SipMessage message) {
        putNumber("expires", message.expires());
        putNumber("max-forwards", message.maxForwards());
        putNumber("content-length", message.contentLength());
        putNumber("session-expires", message.sessionExpires());
        putNumber("reason.q850", message.q850Cause());
        put("route", message.hasRoute() ? "yes" : null);
        put("record-route", message.hasRecordRoute() ? "yes" : null);
        put("authorization.username", message.text(SipField.AUTH_USERNAME));
        put("authorization.realm", message.text(SipField.AUTH_REALM));
        put("proxy-authorization.username", message.text(SipField.PROXY_AUTH_USERNAME));
        put("proxy-authorization.realm", message.text(SipField.PROXY_AUTH_REALM));
        put("icid", message.text(SipField.ICID));
        put("user-agent", message.text(SipField.USER_AGENT));
        put("server", message.text(SipField.SERVER));
        String contentType = message.text(SipField.CONTENT_TYPE);
        put("content-type", contentType == null ? null : lower(contentType.split("[ ;]", 2)[0]));
        put("body", message.text(SipField.BODY));
    }

    /** What JAIN-SIP understood. */
    static Reading byJainSip(byte[] bytes) throws ParseException {
        SIPMessage message = new StringMsgParser().parseSIPMessage(bytes, true, false, null);
        var reading = new Reading();
        reading.takeStart(message);
        reading.takeDialog(message);
        reading.takeVia(message);
        reading.takeContacts(message);
        reading.takeRest(message);
        return reading;
    }

    private void takeStart(SIPMessage message) {
        if (message instanceof SIPRequest request) {
            put("method", request.getMethod());
            takeUri("request-uri", request.getRequestURI());
        } else if (message instanceof SIPResponse response) {
            putNumber("status", response.getStatusCode());
            put("reason-phrase", response.getReasonPhrase() == null ? "" : response.getReasonPhrase());
        }
    }

    private void takeUri(String name, URI uri) {
        if (!name.equals("asserted")) {
            put(name.startsWith("request") ? name : name + ".uri", uri);
        } else {
            put("asserted.uri", uri);
        }
        if (uri instanceof SipURI sip) {
            put(name + ".user", sip.getUser());
            if (!name.equals("asserted")) {
                put(name + ".host", lower(sip.getHost()));
            }
        } else if (uri instanceof TelURL tel) {
            put(name + ".user", (tel.isGlobal() ? "+" : "") + tel.getPhoneNumber());
        }
    }

    private void takeParty(String name, AddressParametersHeader header) {
        if (header != null) {
            put(name + ".display", header.getAddress().getDisplayName());
            takeUri(name, header.getAddress().getURI());
        }
    }

    private void takeDialog(SIPMessage message) {
        put("call-id", message.getCallId() == null ? null : message.getCallId().getCallId());
        if (message.getCSeq() != null) {
            putNumber("cseq", message.getCSeq().getSeqNumber());
            put("cseq.method", message.getCSeq().getMethod());
        }
        takeParty("from", (AddressParametersHeader) message.getFrom());
        takeParty("to", (AddressParametersHeader) message.getTo());
        put("from.tag", message.getFrom() == null ? null : message.getFromTag());
        put("to.tag", message.getTo() == null ? null : message.getToTag());
        Iterator<SIPHeader> asserted = message.getHeaders("P-Asserted-Identity");
        if (asserted.hasNext()) {
            takeUri(
                    "asserted",
                    ((AddressParametersHeader) asserted.next()).getAddress().getURI());
        }
    }

    private void takeVia(SIPMessage message) {
        Via via = message.getTopmostVia();
        if (via != null) {
            put("via.transport", lower(via.getTransport()));
            put("via.sent-by", lower(via.getSentByField()));
            put("via.branch", via.getBranch());
            put("via.received", via.getReceived());
            put("via.rport", via.hasParameter("rport") && via.getRPort() < 0 ? "" : via.getParameter("rport"));
        }
    }

    private void takeContacts(SIPMessage message) {
        if (message.getContactHeaders() == null) {
            return;
        }
        int index = 0;
        for (Contact contact : message.getContactHeaders()) {
            if (contact.getWildCardFlag()) {
                put("contacts", "*");
                return;
            }
            Address address = contact.getAddress();
            put("contact." + index + ".uri", address.getURI());
            putNumber("contact." + index + ".expires", contact.getExpires());
            index++;
        }
        put("contacts", index);
    }

    private void takeRest(SIPMessage message) {
        putNumber(
                "expires",
                message.getExpires() == null ? -1 : message.getExpires().getExpires());
        putNumber(
                "max-forwards",
                message.getMaxForwards() == null ? -1 : message.getMaxForwards().getMaxForwards());
        putNumber(
                "content-length",
                message.getContentLength() == null
                        ? -1
                        : message.getContentLength().getContentLength());
        var session = (SessionExpires) message.getHeader("Session-Expires");
        putNumber("session-expires", session == null ? -1 : session.getExpires());
        Iterator<SIPHeader> reasons = message.getHeaders("Reason");
        while (reasons.hasNext()) {
            var reason = (Reason) reasons.next();
            if (reason.getProtocol().equalsIgnoreCase("Q.850")) {
                putNumber("reason.q850", reason.getCause());
            }
        }
        put("route", message.getRouteHeaders() == null ? null : "yes");
        put("record-route", message.getRecordRouteHeaders() == null ? null : "yes");
        takeCredentials("authorization", (AuthenticationHeader) message.getHeader(AuthorizationHeader.NAME));
        takeCredentials("proxy-authorization", (AuthenticationHeader) message.getHeader(ProxyAuthorizationHeader.NAME));
        var charging = (PChargingVector) message.getHeader("P-Charging-Vector");
        put("icid", charging == null ? null : charging.getICID());
        put("user-agent", headerValue(message, "User-Agent"));
        put("server", headerValue(message, "Server"));
        if (message.getContentTypeHeader() != null) {
            put(
                    "content-type",
                    lower(message.getContentTypeHeader().getContentType() + "/"
                            + message.getContentTypeHeader().getContentSubType()));
        }
        byte[] body = message.getRawContent();
        put("body", body == null || body.length == 0 ? null : new String(body, StandardCharsets.UTF_8));
    }

    private void takeCredentials(String name, AuthenticationHeader header) {
        if (header != null) {
            put(name + ".username", header.getParameter("username"));
            put(name + ".realm", header.getRealm());
        }
    }

    private static String headerValue(SIPMessage message, String name) {
        var header = (SIPHeader) message.getHeader(name);
        return header == null ? null : header.getHeaderValue();
    }
}
