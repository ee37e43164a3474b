/**
 * The SIP test ({@link io.trunkline.probe.sip.SipTest}): OPTIONS (RFC 3261, 11) sent by JAIN-SIP to where the platform
 * would send a call, and what the answers mean.
 */
package io.trunkline.probe.sip;
