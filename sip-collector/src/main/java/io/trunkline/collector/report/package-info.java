/**
 * What a collector tells of itself. {@link io.trunkline.collector.report.Reports} puts together how it is and what its
 * agents have done; {@link io.trunkline.collector.report.ReportPublisher} writes that to the topic {@code collectors}.
 */
package io.trunkline.collector.report;
