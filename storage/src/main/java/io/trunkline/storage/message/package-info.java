/**
 * Captured messages: {@link io.trunkline.storage.message.MessageTable} makes rows of them, {@link
 * io.trunkline.storage.message.MessageReads} gives the trace of a call with its legs.
 */
package io.trunkline.storage.message;
