/**
 * How the media of a call arrived, from RTCP and from what telephones write into the BYE. The class to open first is
 * {@link io.trunkline.live.media.MediaQuality}.
 */
package io.trunkline.live.media;
