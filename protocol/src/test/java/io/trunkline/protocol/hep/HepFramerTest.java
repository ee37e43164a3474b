package io.trunkline.protocol.hep;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.ByteArrayOutputStream;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class HepFramerTest {

    @Test
    void shouldKnowTheLengthFromTheHeaderAlone() {
        byte[] frame = new HepBytes().payload("INVITE").frame();
        assertEquals(frame.length, HepFramer.frameLength(frame, 0, HepFramer.HEADER_LENGTH));
        assertEquals(frame.length, HepFramer.frameLength(frame, 0, frame.length));
    }

    @Test
    void shouldAskForMoreWhenTheHeaderIsNotThere() {
        byte[] frame = new HepBytes().payload("INVITE").frame();
        for (int available = 0; available < HepFramer.HEADER_LENGTH; available++) {
            assertEquals(HepFramer.INCOMPLETE, HepFramer.frameLength(frame, 0, available));
        }
    }

    @Test
    void shouldRefuseAnotherMagicAtItsFirstByte() {
        assertEquals(HepFramer.BAD, HepFramer.frameLength(HepBytes.ascii("X"), 0, 1));
        assertEquals(HepFramer.BAD, HepFramer.frameLength(HepBytes.ascii("HEP2.."), 0, 6));
        assertEquals(HepFramer.BAD, HepFramer.frameLength(new byte[] {'H', 'E', 'P', '3', 0, 5}, 0, 6));
    }

    @Test
    void shouldCutAStreamIntoFramesAndKeepAlives() {
        byte[] first = new HepBytes().payload("INVITE").frame();
        byte[] second = new HepBytes().payload("200 OK").frame();
        var stream = new ByteArrayOutputStream();
        stream.writeBytes(first);
        stream.writeBytes(HepBytes.ascii("\r\n\r\n"));
        stream.writeBytes(second);
        byte[] bytes = stream.toByteArray();

        List<Integer> lengths = new ArrayList<>();
        for (int at = 0; at < bytes.length; at += lengths.getLast()) {
            lengths.add(HepFramer.frameLength(bytes, at, bytes.length - at));
        }
        assertEquals(List.of(first.length, 4, second.length), lengths);
    }
}
