/** A captured message taken apart: {@link io.trunkline.live.captured.CapturedSip}. */
package io.trunkline.live.captured;
