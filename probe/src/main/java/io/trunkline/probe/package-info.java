/**
 * The role {@code probe}: tests of registered endpoints, and the only code that sends anything to them. {@link
 * io.trunkline.probe.Probe} takes commands from a topic, runs a few tests at a time and tells how they stand through
 * another; in {@code sip} is the SIP test, in {@code mtr} the MTR test, in {@code place} where an endpoint is, and in
 * {@code progress} how a test tells of itself. No address is ever one that somebody typed: it comes from a registration.
 */
package io.trunkline.probe;
