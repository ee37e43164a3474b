/**
 * What is of what among the messages of one Call-ID: the rules of RFC 3261, 12 and 17.1.3, as far as they need only what a
 * capture shows. The tracker of calls follows a call by them while it is up; {@link
 * io.trunkline.protocol.dialog.Strays} applies them to all that was kept of it.
 */
package io.trunkline.protocol.dialog;
