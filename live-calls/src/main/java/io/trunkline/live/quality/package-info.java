/**
 * How well calls get through, minute by minute for the last hour: {@link io.trunkline.live.quality.Quality} counts the
 * records of calls as they end and the calls that are up, by trunk, destination and account, in bounded memory.
 */
package io.trunkline.live.quality;
