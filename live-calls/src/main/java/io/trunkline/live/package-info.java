/**
 * The HTTP API, its streams, and the web page. {@link io.trunkline.live.LiveCalls} starts it; {@code
 * resource.Routes} is the table of what it answers; {@code board} holds the live lists, {@code access} says who may see
 * what.
 */
package io.trunkline.live;
