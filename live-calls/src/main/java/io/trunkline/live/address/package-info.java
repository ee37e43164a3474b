/**
 * Names of addresses: {@link io.trunkline.live.address.AddressNames} holds what people call the proxies and trunks that the
 * page shows.
 */
package io.trunkline.live.address;
