/**
 * SIP as it passes by (RFC 3261): {@link io.trunkline.protocol.sip.SipScanner} finds what the pipeline
 * needs of a message in one pass, as offsets into the bytes, without allocation. It is tolerant: what it
 * cannot read it flags and goes on. The media of a session description, for which few ask, are looked for on demand.
 */
package io.trunkline.protocol.sip;
