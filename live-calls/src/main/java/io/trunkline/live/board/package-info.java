/**
 * The live lists: what the topics say of calls, registrations, balances and agents, held in memory as the API shows
 * it. A follower's thread writes each board; every thread may ask.
 */
package io.trunkline.live.board;
