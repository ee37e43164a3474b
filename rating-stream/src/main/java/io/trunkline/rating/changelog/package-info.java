/** How the state of the streams is kept: {@link io.trunkline.rating.changelog.Changelog}, for every store. */
package io.trunkline.rating.changelog;
