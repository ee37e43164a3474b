/**
 * Time-outs of a partition: {@link io.trunkline.rating.deadline.Timers} rings when something is due, and {@link
 * io.trunkline.rating.deadline.Backlog} says whether the clock may be believed yet.
 */
package io.trunkline.rating.deadline;
