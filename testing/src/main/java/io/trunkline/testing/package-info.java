/**
 * What the tests of several modules share: {@link io.trunkline.testing.Until} waits for what comes about by itself,
 * {@link io.trunkline.testing.Instances} makes any record, {@link io.trunkline.testing.Baresip} is a real telephone. Never part of the product.
 */
package io.trunkline.testing;
