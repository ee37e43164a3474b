package io.trunkline.embedded.clickhouse;

/**
 * What the engine's parser says of a text.
 *
 * @param statements how many statements it holds, 0 if it does not parse
 * @param readOnly whether it changes nothing
 */
record StatementClass(int statements, boolean readOnly) {
    static final StatementClass UNKNOWN = new StatementClass(0, false);
}
