/**
 * The HTTP API, its streams, and the web page. {@link io.trunkline.live.LiveCalls} starts it; {@code
 * resource.Routes} is the table of what it answers.
 */
package io.trunkline.live;
