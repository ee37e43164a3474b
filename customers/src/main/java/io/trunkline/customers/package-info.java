/**
 * The customers as they stand: accounts, rate cards with their rates, and who owns which user, network and number. The
 * class to open first is {@link io.trunkline.customers.Customers}; {@link io.trunkline.customers.CustomersFollower}
 * keeps the one index of a process as the topics {@code accounts} and {@code rate-cards} have it. What changes them is
 * in {@link io.trunkline.customers.change}.
 */
package io.trunkline.customers;
