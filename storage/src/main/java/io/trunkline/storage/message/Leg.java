package io.trunkline.storage.message;

/** Where a message passed. */
public enum Leg {
    /** Between the caller's side and the platform. */
    SOURCE,
    /** Between the platform and the called side, or within the platform. */
    DESTINATION
}
