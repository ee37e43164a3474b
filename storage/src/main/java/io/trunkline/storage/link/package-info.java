/**
 * What joins the legs of calls: {@link io.trunkline.storage.link.CallLinkTable} makes rows of links, {@link
 * io.trunkline.storage.link.LinkReads} finds the legs of a call by them.
 */
package io.trunkline.storage.link;
