/**
 * Captures on disk. {@link io.trunkline.protocol.pcap.CaptureReader} finds the SIP messages in a pcap,
 * pcapng or raw HEP file, through links, VLANs, fragments and TCP streams; {@link
 * io.trunkline.protocol.pcap.PcapWriter} writes the messages of a trace for Wireshark and sngrep. What a
 * file holds is never trusted: every buffer has a bound, and what cannot be read is counted by its reason.
 */
package io.trunkline.protocol.pcap;
