/** Sums over many calls and movements of money, for accountants: {@link io.trunkline.storage.report.ReportReads}. */
package io.trunkline.storage.report;
