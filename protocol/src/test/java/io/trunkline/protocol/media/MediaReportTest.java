package io.trunkline.protocol.media;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertNull;

import io.trunkline.protocol.media.MediaReport.Block;
import io.trunkline.protocol.media.MediaReport.Reading;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** RTCP in the shapes in which agents send it. */
class MediaReportTest {

    @Test
    void shouldReadASenderReportOfRtpengine() {
        MediaReport report = read("""
                { "sender_information":{"ntp_timestamp_sec":3973060245,"ntp_timestamp_usec":2147483648,"octets":80000,\
                "rtp_timestamp":640000, "packets":500},"ssrc":305419896,"type":200,"report_count":1,"report_blocks":[\
                {"source_ssrc":2596069104,"highest_seq_no":65500,"fraction_lost":26,"ia_jitter":64,"packets_lost":12,\
                "lsr":2864434397,"dlsr":32768}],"sdes_report_count":1,"sdes_information": [ \
                {"sdes_chunk_ssrc":305419896,"type":1,"text":"a@192.0.2.1"}] }""");
        assertEquals(305_419_896, report.ssrc());
        assertEquals(200, report.type());
        assertEquals(List.of(new Block(2_596_069_104L, 26, 12, 64, 2_864_434_397L, 32_768)), report.blocks());
        assertEquals(500, report.blocks().getFirst().delayMillis());
        assertEquals((3_973_060_245L & 0xFFFF) << 16 | 0x8000, report.sender().middle());
        assertNull(report.voip());
    }

    @Test
    void shouldReadAnExtendedReportOfHeplify() {
        MediaReport report = read("""
                {"sender_information":{"ntp_timestamp_sec":0,"ntp_timestamp_usec":0,"rtp_timestamp":0,"packets":0,"octets":0},\
                "ssrc":16909060,"type":207,"report_count":0,"report_blocks":null,"report_blocks_xr":{"type":7,"id":2864434397,\
                "fraction_lost":3},"voip_metrics":{"ssrc":2864434397,"loss_rate":3,"mos_cq":4.1,"mos_lq":4.2},"sdes_ssrc":0}""");
        assertEquals(List.of(), report.blocks());
        assertEquals(2_864_434_397L, report.voip().ssrc());
        assertEquals(4.1, report.voip().mosCq());
    }

    /** Asterisk writes the time as text, and that of Unix in microseconds instead of NTP's. */
    @Test
    void shouldReadTheTimeOfAsteriskAsThatOfEverybodyElse() {
        MediaReport asterisk = read("""
                {"ssrc":1,"type":200,"report_count":0,"sender_information":{"ntp_timestamp_sec":"1764071445",\
                "ntp_timestamp_usec":"500000","rtp_timestamp":1,"packets":2,"octets":3},"report_blocks":[]}""");
        MediaReport other = read("""
                {"ssrc":1,"type":200,"sender_information":{"ntp_timestamp_sec":3973060245,"ntp_timestamp_usec":2147483648}}""");
        assertEquals(other.sender().middle(), asterisk.sender().middle());
        assertNotEquals(0, asterisk.sender().middle());
    }

    /** 24 bits, of which rtpengine does not extend the sign. */
    @Test
    void shouldTellThatMorePacketsCameThanWereSent() {
        assertEquals(-1, new Block(1, 0, 0xFFFFFF, 0, 0, 0).packetsLost());
        assertEquals(-1, new Block(1, 0, -1, 0, 0, 0).packetsLost());
        assertEquals(0x7FFFFF, new Block(1, 0, 0x7FFFFF, 0, 0, 0).packetsLost());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "null",
                "{}",
                "[]",
                "{\"type\":\"x\"}",
                "{\"type\":200,\"report_blocks\":[null]}",
                "\u0080\u00c8"
            })
    void shouldSayWhyBytesAreNoReport(String text) {
        byte[] bytes = text.getBytes(StandardCharsets.ISO_8859_1);
        var unreadable = assertInstanceOf(Reading.Unreadable.class, MediaReport.read(bytes, 0, bytes.length), text);
        assertEquals("not an RTCP report", unreadable.reason().substring(0, 18));
    }

    private static MediaReport read(String json) {
        byte[] bytes = json.getBytes(StandardCharsets.UTF_8);
        return assertInstanceOf(Reading.Report.class, MediaReport.read(bytes, 0, bytes.length))
                .report();
    }
}
