/** The one search: {@link io.trunkline.live.search.Search} says what a text may mean and where there is something of it. */
package io.trunkline.live.search;
