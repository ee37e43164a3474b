/**
 * Who the customers are and what they pay: {@link io.trunkline.rating.directory.Directory} finds the account
 * of a caller and the tariff of a number; {@link io.trunkline.rating.directory.DirectoryFollower} keeps it as
 * the topics {@code accounts} and {@code rate-cards} have it.
 */
package io.trunkline.rating.directory;
