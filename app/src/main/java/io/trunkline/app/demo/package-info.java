/**
 * {@code run --demo}: the whole pipeline, and beside it the simulated exchange that feeds it over the network. {@link
 * io.trunkline.app.demo.Demo} starts both; {@link io.trunkline.app.demo.DemoCustomers} sets up the exchange's accounts
 * through the API, as an operator would.
 */
package io.trunkline.app.demo;
