/** The product in a process of its own, {@link io.trunkline.benchmarks.pipeline.product.Product}, and its customers. */
package io.trunkline.benchmarks.pipeline.product;
