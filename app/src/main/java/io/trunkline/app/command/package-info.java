/**
 * The sub-commands of {@code trunkline}. {@link io.trunkline.app.command.Main} is where the process begins.
 * Every command exits with 0 for success, 1 for a failure and 2 for wrong usage.
 */
package io.trunkline.app.command;
