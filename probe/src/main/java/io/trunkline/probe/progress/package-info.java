/** How a test that runs tells of itself: {@link io.trunkline.probe.progress.Progress}. */
package io.trunkline.probe.progress;
