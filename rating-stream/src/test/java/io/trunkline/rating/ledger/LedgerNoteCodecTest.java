package io.trunkline.rating.ledger;

import io.trunkline.rating.state.CodecContract;

class LedgerNoteCodecTest extends CodecContract<LedgerNote> {

    LedgerNoteCodecTest() {
        super(LedgerCodec.NOTES, LedgerNote.class);
    }
}
