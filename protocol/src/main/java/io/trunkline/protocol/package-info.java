/**
 * What travels between the modules: HEP packets and the SIP messages in them, the events that are
 * made of them, and the topics that carry both. Nothing here opens a socket, a file or a thread.
 */
package io.trunkline.protocol;
