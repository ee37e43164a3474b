package io.trunkline.exchange;

/** What {@link SwitchRpc} asks of the exchange. Called from the endpoint's threads. */
interface SwitchCommands {

    /**
     * Ends a call by a BYE to both sides.
     *
     * @return false when there is no answered call with these three
     */
    boolean endCall(String callId, String fromTag, String toTag);
}
