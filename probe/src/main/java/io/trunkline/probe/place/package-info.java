/**
 * Where an endpoint is: what it says in its contact, and from where its registration really came ({@link
 * io.trunkline.probe.place.Whereabouts}).
 */
package io.trunkline.probe.place;
