/**
 * What an operator can set: {@link io.trunkline.app.config.Configuration} gathers the keys from the file,
 * the environment and the command line; {@link io.trunkline.app.config.Settings} gives them their types.
 */
package io.trunkline.app.config;
