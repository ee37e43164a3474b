/**
 * SIP as it passes by (RFC 3261): {@link io.trunkline.protocol.sip.SipScanner} finds what the pipeline
 * needs of a message in one pass, as offsets into the bytes, without allocation. It is tolerant: what it
 * cannot read it flags and goes on.
 */
package io.trunkline.protocol.sip;
