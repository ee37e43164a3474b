/** Records that come close together go through Streams as one. */
package io.trunkline.rating.run;
