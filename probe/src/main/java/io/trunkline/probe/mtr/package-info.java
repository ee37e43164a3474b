/**
 * The MTR test ({@link io.trunkline.probe.mtr.MtrTest}): the real {@code mtr} as a process, read while it runs.
 */
package io.trunkline.probe.mtr;
