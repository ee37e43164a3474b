/** What the benchmarks need of the room of calls, in it, for its parts are its own. */
package io.trunkline.rating.call;
