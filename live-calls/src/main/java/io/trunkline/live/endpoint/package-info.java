/**
 * What support asks of a registered endpoint: {@link io.trunkline.live.endpoint.EndpointTests} are the tests of the last
 * day as the topics tell of them, {@link io.trunkline.live.endpoint.EndpointVerdict} is the one sentence on how it stands.
 */
package io.trunkline.live.endpoint;
