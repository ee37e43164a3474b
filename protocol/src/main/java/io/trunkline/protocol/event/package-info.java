/**
 * The events and states that the topics carry, as JSON. One record a topic; where a thing has states,
 * each state is a type with the data that only it has. The class to read first is {@link
 * io.trunkline.protocol.event.Call}.
 */
package io.trunkline.protocol.event;
