package io.trunkline.protocol.dialog;

/**
 * From where to where a message passed, each as address and port. Two hosts are told apart by their addresses, for
 * ports change (RFC 3581, TCP); where both ends are one host, by their ports too.
 *
 * @param source {@code 192.0.2.1:5060} or {@code [2001:db8::1]:5060}
 * @param target as the source
 */
public record Hop(String source, String target) {

    /**
     * Whether a response with these addresses can be one to a request with those: it may come neither from where its
     * request came nor go where that went. Where the capture says nothing of use (some agents give one address for
     * both ends) it may.
     */
    public boolean mayAnswer(Hop request) {
        return saysNothing()
                || request.saysNothing()
                || !(request.isAt(source, request.source) || request.isAt(target, request.target));
    }

    /** Whether a response with these addresses goes back on the very way of the request. */
    public boolean goesBackOn(Hop request) {
        return saysNothing()
                || request.saysNothing()
                || (request.isAt(source, request.target) && request.isAt(target, request.source));
    }

    /** Whether a request with these addresses comes from where the other one came. */
    public boolean isAlong(Hop request) {
        return saysNothing() || request.saysNothing() || request.isAt(source, request.source);
    }

    /** Whether a request with these addresses leaves where the other came in, and is not sent by who sent that one. */
    public boolean leaves(Hop other) {
        return source.equals(other.target) || (sameHost(source, other.target) && !source.equals(other.source));
    }

    /** Whether a message comes from the host or, on one host, the port at which a request with these addresses came in. */
    public boolean isFromTarget(Hop message) {
        return saysNothing() || isAt(message.source, target);
    }

    private boolean isAt(String address, String end) {
        return sameHost(source, target) ? address.equals(end) : sameHost(address, end);
    }

    private boolean saysNothing() {
        return source.equals(target);
    }

    /** The address of an endpoint, without its port and brackets. */
    public static String host(String endpoint) {
        if (endpoint.startsWith("[")) {
            int end = endpoint.indexOf(']');
            return end < 0 ? endpoint : endpoint.substring(1, end);
        }
        int colon = endpoint.indexOf(':');
        return colon < 0 ? endpoint : endpoint.substring(0, colon);
    }

    /** Whether two endpoints are at one address, whatever their ports. */
    public static boolean sameHost(String one, String other) {
        if (one.equals(other)) {
            return true;
        }
        int length = one.lastIndexOf(':');
        return length == other.lastIndexOf(':') && one.regionMatches(0, other, 0, length < 0 ? one.length() : length);
    }
}
