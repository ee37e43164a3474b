/**
 * How media arrived, as those say who received it: RTCP reports as capture agents send them, and what telephones put into
 * the BYE. None of it ever moves money or ends a call. The class to open first is {@link
 * io.trunkline.protocol.media.MediaReport}.
 */
package io.trunkline.protocol.media;
