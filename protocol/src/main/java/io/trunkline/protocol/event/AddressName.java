package io.trunkline.protocol.event;

/**
 * What people call an address: a proxy, a trunk, a gateway.
 *
 * @param address {@code 192.0.2.1}, {@code 2001:db8::1}, or with a port, of which alone it is the name then:
 *     {@code 192.0.2.1:5060}, {@code [2001:db8::1]:5060}
 * @param name 1 to 60 characters
 */
public record AddressName(String address, String name) {}
