/**
 * The binary form of what only this role reads: its state stores, their changelogs, and the topic between calls and
 * ledgers. {@link io.trunkline.rating.state.StateSerde} is one record from its version byte to its checksum; a type's
 * layout is a {@link io.trunkline.rating.state.RecordCodec}, {@link io.trunkline.rating.state.SealedCodec} or {@link
 * io.trunkline.rating.state.EnumCodec} beside the type, one line a field. What others read is JSON.
 */
package io.trunkline.rating.state;
