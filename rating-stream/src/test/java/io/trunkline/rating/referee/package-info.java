/**
 * The referee of the call tracker: a model of both user agents and of the platform between them plays calls as RFC 3261
 * has them, an {@link io.trunkline.rating.referee.Adversary} adds what one side alone may send, and a {@link
 * io.trunkline.rating.referee.Disturbance} what happens to packets on their way to the collector. The model knows who
 * talked to whom, from when to when, and who pays; {@link io.trunkline.rating.referee.Judge} holds the tracker's CDRs
 * against it, and says in one place what lost packets may hide.
 *
 * <pre>
 *   Plan ─▶ Scene (Leg, Wire) ─▶ Adversary ─▶ Flow ─▶ Disturbance ─▶ Capture ─▶ RatingUnderTest ─▶ Ruling
 *                                              └──────── Truth ────────────▶ Judge ◀──────────────────┘
 * </pre>
 */
package io.trunkline.rating.referee;
