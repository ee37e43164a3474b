/**
 * What happened to registered endpoints: {@link io.trunkline.storage.registration.RegistrationEventTable} makes rows of
 * it, {@link io.trunkline.storage.registration.RegistrationReads} gives the history of one.
 */
package io.trunkline.storage.registration;
