package io.trunkline.tariff;

/**
 * One thing that is wrong with a file.
 *
 * @param line number of the line in the file, from 1, the header counted
 * @param column name of the column; empty when it is the line as a whole
 * @param message what is wrong, for people
 */
public record BadLine(long line, String column, String message) {}
