package io.trunkline.exchange;

import java.util.Optional;

/** What {@link SwitchRpc} asks of the exchange. Called from the endpoint's threads. */
interface SwitchCommands {

    /**
     * Ends a call by a BYE to both sides.
     *
     * @return false when there is no answered call with these three
     */
    boolean endCall(String callId, String fromTag, String toTag);

    /**
     * A call that is not over.
     *
     * @param answered whether it is answered; otherwise it rings
     * @param calledTag tag of who has answered, or will
     */
    record Dialog(boolean answered, String calledTag) {}

    /**
     * How a call stands; empty when it is over, or never was.
     *
     * @param fromTag tag of the caller's side; null for any
     */
    Optional<Dialog> dialog(String callId, String fromTag);

    /** No exchange, and so no calls. */
    SwitchCommands NONE = new SwitchCommands() {
        @Override
        public boolean endCall(String callId, String fromTag, String toTag) {
            return false;
        }

        @Override
        public Optional<Dialog> dialog(String callId, String fromTag) {
            return Optional.empty();
        }
    };
}
