/**
 * Who is registered where: {@link io.trunkline.rating.registration.RegistrationTracker} follows the REGISTER
 * transactions of an address of record, free of Kafka; {@link
 * io.trunkline.rating.registration.RegistrationTopology} runs it for all of them.
 */
package io.trunkline.rating.registration;
