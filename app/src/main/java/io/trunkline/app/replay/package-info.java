/**
 * Sends a capture to a collector as if it were happening: {@link io.trunkline.app.replay.Replay} does it,
 * {@link io.trunkline.app.replay.ReplayCommand} is {@code trunkline replay}.
 */
package io.trunkline.app.replay;
