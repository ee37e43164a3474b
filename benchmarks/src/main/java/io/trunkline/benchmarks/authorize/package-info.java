/** How long {@code POST /authorize} takes while calls are up: {@link io.trunkline.benchmarks.authorize.AuthorizeBench}. */
package io.trunkline.benchmarks.authorize;
