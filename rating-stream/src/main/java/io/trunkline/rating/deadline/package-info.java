/**
 * Time-outs of a partition: {@link io.trunkline.rating.deadline.Deadlines} says what is due, and {@link
 * io.trunkline.rating.deadline.Backlog} whether the clock may be believed yet.
 */
package io.trunkline.rating.deadline;
