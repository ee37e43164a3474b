/**
 * What the API asks of a collector that runs in its own process. Everything else about collectors it learns from
 * their topic, wherever they run. The class to open first is {@link io.trunkline.live.collector.LocalCollector}.
 */
package io.trunkline.live.collector;
