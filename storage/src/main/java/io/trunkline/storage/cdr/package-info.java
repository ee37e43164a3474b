/**
 * Call records: {@link io.trunkline.storage.cdr.CdrTable} makes rows of them, {@link
 * io.trunkline.storage.cdr.CdrReads} lists and finds them.
 */
package io.trunkline.storage.cdr;
