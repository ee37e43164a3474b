package io.trunkline.live.address;

import io.trunkline.protocol.hep.AddressText;
import java.net.InetAddress;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Addresses as people write them, brought to the one way in which messages carry them: IPv6 as in RFC 5952. */
public final class WrittenAddress {

    private static final Pattern IPV4 = Pattern.compile("([0-9]{1,3}(?:\\.[0-9]{1,3}){3})(?::([0-9]{1,5}))?");
    private static final Pattern IPV6 = Pattern.compile("((?=.*:.*:)[0-9a-fA-F:.]{2,45})");
    private static final Pattern BRACKETED =
            Pattern.compile("\\[((?=.*:.*:.*])[0-9a-fA-F:.]{2,45})](?::([0-9]{1,5}))?");
    private static final int LAST_PORT = 0xffff;

    private WrittenAddress() {}

    /** An IPv4 or IPv6 address with or without a port; empty where the text is none. Nothing is looked up. */
    public static Optional<String> of(String text) {
        for (Pattern shape : new Pattern[] {IPV4, BRACKETED, IPV6}) {
            Matcher read = shape.matcher(text);
            if (read.matches()) {
                return address(read.group(1), read.groupCount() < 2 ? null : read.group(2));
            }
        }
        return Optional.empty();
    }

    private static Optional<String> address(String literal, String port) {
        try {
            byte[] bytes = InetAddress.ofLiteral(literal).getAddress();
            if (port == null) {
                return Optional.of(AddressText.of(bytes, bytes.length));
            }
            int number = Integer.parseInt(port);
            return number < 1 || number > LAST_PORT
                    ? Optional.empty()
                    : Optional.of(AddressText.withPort(bytes, bytes.length, number));
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }
}
