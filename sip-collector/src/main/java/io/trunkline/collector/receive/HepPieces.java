package io.trunkline.collector.receive;

import io.trunkline.collector.agent.HepTransport;
import io.trunkline.collector.journal.DiskGuard;
import io.trunkline.protocol.hep.HepFramer;
import io.trunkline.protocol.hep.HepPacket;
import io.trunkline.protocol.hep.HepTaken;
import io.trunkline.protocol.hep.HepTaken.End;
import java.net.InetSocketAddress;

/**
 * Takes HEP that came in one piece, such as the body of an HTTP request: version 3 frames one behind another, or
 * one packet of version 1 or 2, which do not say how long they are. For one thread and one piece.
 */
final class HepPieces {

    private static final int VERSION_1 = 1;
    private static final int VERSION_2 = 2;

    private final Intake intake;
    private final DiskGuard disk;
    private int taken;
    private int refused;
    private int broken;
    private int keepAlives;

    HepPieces(Intake intake, DiskGuard disk) {
        this.intake = intake;
        this.disk = disk;
    }

    /** Takes frame by frame, up to the end or to where none stands. */
    HepTaken take(byte[] piece, InetSocketAddress sender) {
        if (isOldPacket(piece)) {
            if (disk.isFull()) {
                return upTo(0, End.DISK_FULL);
            }
            count(intake.take(piece, 0, piece.length, sender, HepTransport.HTTP));
            return upTo(piece.length, End.WHOLE);
        }
        int offset = 0;
        while (offset < piece.length) {
            int rest = piece.length - offset;
            int length = HepFramer.frameLength(piece, offset, rest);
            if (length == HepFramer.BAD) {
                return upTo(offset, End.BAD_FRAME);
            }
            if (length == HepFramer.INCOMPLETE || length > rest) {
                return upTo(offset, End.CUT_FRAME);
            }
            if (disk.isFull()) {
                return upTo(offset, End.DISK_FULL);
            }
            count(intake.take(piece, offset, length, sender, HepTransport.HTTP));
            offset += length;
        }
        return upTo(offset, End.WHOLE);
    }

    private static boolean isOldPacket(byte[] piece) {
        return piece.length > 0
                && piece.length <= HepPacket.MAX_LENGTH
                && (piece[0] == VERSION_1 || piece[0] == VERSION_2);
    }

    private void count(Intake.Outcome outcome) {
        switch (outcome) {
            case TAKEN -> taken++;
            case KEPT_BROKEN -> broken++;
            case KEEP_ALIVE -> keepAlives++;
            case REFUSED -> refused++;
        }
    }

    private HepTaken upTo(int offset, End end) {
        return new HepTaken(taken, refused, broken, keepAlives, offset, end);
    }
}
