package io.trunkline.embedded.clickhouse;

/**
 * What a statement has read and written, in rows and bytes.
 *
 * @param readRows rows read from tables
 * @param readBytes bytes read from tables
 * @param writtenRows rows written, with those that materialised views wrote
 * @param writtenBytes bytes written
 * @param resultRows rows of the result
 * @param resultBytes bytes of the result in the engine's memory
 */
record StatementSummary(
        long readRows, long readBytes, long writtenRows, long writtenBytes, long resultRows, long resultBytes) {

    static final StatementSummary NOTHING = new StatementSummary(0, 0, 0, 0, 0, 0);

    /** Renders the value of {@code X-ClickHouse-Summary}: a JSON object whose numbers are strings. */
    String toHeader(long elapsedNanos) {
        return "{\"read_rows\":\"" + readRows + "\",\"read_bytes\":\"" + readBytes + "\",\"written_rows\":\""
                + writtenRows + "\",\"written_bytes\":\"" + writtenBytes
                + "\",\"total_rows_to_read\":\"0\",\"result_rows\":\"" + resultRows + "\",\"result_bytes\":\""
                + resultBytes + "\",\"elapsed_ns\":\"" + elapsedNanos + "\"}";
    }
}
