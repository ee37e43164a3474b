package io.trunkline.protocol.hep;

/**
 * What came of HEP that was handed over in one piece.
 *
 * @param taken packets that are in the journal
 * @param refused packets that were not taken; the counters and the log say why
 * @param broken packets that could not be read and are kept in the journal
 * @param keepAlives line ends between packets
 * @param readTo bytes that were read: where the next frame should begin
 * @param end why nothing more was read
 */
public record HepTaken(int taken, int refused, int broken, int keepAlives, int readTo, End end) {

    /** Why nothing more was read. */
    public enum End {
        /** Nothing was left. */
        WHOLE,
        /** No frame begins there, so that the place of the next one cannot be known. */
        BAD_FRAME,
        /** The frame that begins there has no end. */
        CUT_FRAME,
        /** The journal's disk is full. */
        DISK_FULL
    }
}
