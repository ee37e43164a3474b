/** What the role counts: {@link io.trunkline.rating.metrics.RatingMetrics}, which every processor is given. */
package io.trunkline.rating.metrics;
