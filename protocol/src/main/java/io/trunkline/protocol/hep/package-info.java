/**
 * The Homer Encapsulation Protocol: how switches hand over copies of their signalling. {@link
 * io.trunkline.protocol.hep.HepPacket} is a packet whatever its version, {@link
 * io.trunkline.protocol.hep.HepDecoder} reads versions 1, 2 and 3, {@link
 * io.trunkline.protocol.hep.HepEncoder} writes version 3.
 */
package io.trunkline.protocol.hep;
