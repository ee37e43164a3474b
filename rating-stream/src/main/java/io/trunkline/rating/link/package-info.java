/**
 * Legs of one call: a back-to-back user agent, or a proxy that hides topology, makes two Call-IDs of one call. What both
 * bear joins them, through a topic keyed by what they share ({@link io.trunkline.rating.link.LinkTopology}). All of it is
 * what one side alone may have sent, so nothing here is read by the tracker or the ledgers: links join views and traces.
 */
package io.trunkline.rating.link;
