/** What storing costs, without the rest of the product: {@link io.trunkline.benchmarks.storage.StorageBench}. */
package io.trunkline.benchmarks.storage;
