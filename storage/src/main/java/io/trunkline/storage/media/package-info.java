/**
 * RTCP reports of calls: {@link io.trunkline.storage.media.MediaTable} makes rows of them, {@link
 * io.trunkline.storage.media.MediaReads} gives those of a call.
 */
package io.trunkline.storage.media;
