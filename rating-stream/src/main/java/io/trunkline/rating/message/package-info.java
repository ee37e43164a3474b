/**
 * What the trackers need to know of a message, read from its packet: {@link
 * io.trunkline.rating.message.MessageReader} turns a record of {@code sip.messages} into a {@link
 * io.trunkline.rating.message.CallMessage} or a {@link io.trunkline.rating.message.RegisterMessage}.
 */
package io.trunkline.rating.message;
