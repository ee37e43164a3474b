package io.trunkline.exchange;

/** What {@link SwitchRpc} asks of the exchange. Called from the endpoint's threads. */
interface SwitchCommands {

    /**
     * Ends a call by a BYE to both sides.
     *
     * @return false when there is no answered call with these three
     */
    boolean endCall(String callId, String fromTag, String toTag);

    /**
     * Whether a call is answered and not over.
     *
     * @param fromTag tag of the caller's side; null for any
     */
    boolean hasCall(String callId, String fromTag);

    /** No exchange, and so no calls. */
    SwitchCommands NONE = new SwitchCommands() {
        @Override
        public boolean endCall(String callId, String fromTag, String toTag) {
            return false;
        }

        @Override
        public boolean hasCall(String callId, String fromTag) {
            return false;
        }
    };
}
