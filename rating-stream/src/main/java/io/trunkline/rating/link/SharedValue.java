package io.trunkline.rating.link;

/**
 * A value that a leg bears and that another of the same call may bear too.
 *
 * @param value the value
 * @param by in what it stands: the name of a header, or one of the constants of {@link LinkRules}
 * @param mayBeCallId whether it may be the Call-ID of the other leg, which then need not bear it elsewhere
 */
public record SharedValue(String value, String by, boolean mayBeCallId) {}
