/**
 * Tests of registered endpoints: {@link io.trunkline.storage.endpoint.EndpointTestTable} makes rows of those that have
 * ended, {@link io.trunkline.storage.endpoint.EndpointTestReads} gives them back.
 */
package io.trunkline.storage.endpoint;
