/**
 * The API as a program beside it uses it: the sub-commands and the simulated exchange's customers speak to a
 * running process through {@link io.trunkline.app.api.ApiClient}.
 */
package io.trunkline.app.api;
