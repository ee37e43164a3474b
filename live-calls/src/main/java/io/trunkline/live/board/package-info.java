/**
 * The live lists: calls, registrations, balances, agents, and the place for what comes (quality, alarms). Each is a
 * {@link io.trunkline.live.board.Board}: what its topic says, held in memory as the API shows it, with the hub of its
 * stream. {@link io.trunkline.live.board.Boards} has a line for each: with that it is filled, listed and streamed. Every
 * read takes the scope of who asks.
 */
package io.trunkline.live.board;
