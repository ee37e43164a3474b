package io.trunkline.live.media;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.trunkline.live.captured.CapturedSip;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The headers as telephones and gateways write them. */
class RtpStatTest {

    /** AVM, baresip, AudioCodes, Cisco's gateways and telephones, Snom, Siemens. */
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            nullValues = "-",
            value = {
                "X-RTP-Stat: CS=0;PS=1433;ES=1515;OS=229280;SP=0/0;SO=0;QS=-;PR=1432;ER=1518;OR=229120;CR=0;SR=0;QR=-;"
                        + "PL=0,0;BL=0;LS=0;RB=0/0;SB=-/-;EN=PCMA;DE=PCMA;JI=24,3;DL=0,0,0;IP=10.1.0.33:16384,192.0.2.9:20048"
                        + " | 0.0 | 0 | 24.0 | -",
                "X-RTP-Stat: EX=BareSip;CS=0;CD=12;PR=594;PS=600;PL=6,2;PE=0,0;EN=opus/48000;DE=opus/48000;JI=1.5,0.4;"
                        + "IP=192.0.2.1:10002,192.0.2.2:20004 | 1.0 | 6 | 1.5 | -",
                "X-RTP-Stat: PS=207;OS=49680;;PR=314;OR=50240;PL=0;JI=600;LA=40; | 0.0 | 0 | 600.0 | -",
                "P-RTP-Stat: PS=100,OS=16000,PR=99,OR=15840,PL=1,JI=2,LA=0,DU=2 | 1.0 | 1 | 2.0 | -",
                "RTP-RxStat: Dur=5,Pkt=248,Oct=39680,LatePkt=0,LostPkt=2,AvgJit=3,VQMetrics=\"CCR=0.0;MOSCQ=4.2\""
                        + " | 0.8 | 2 | 3.0 | 4.2",
                "RTP-RxStat: Total_Rx_Pkts=150,Rx_Pkts=150,Rx_Pkts_Lost=50,Remote_Rx_Pkts_Lost=0 | 25.0 | 50 | - | -",
                "X-Siemens-RTP-stats: PS=662;OS=105920;PR=661;OR=105760;PL=0;JI=0;LA=1;EN=8 | 0.0 | 0 | 0.0 | -",
                "X-RTP-Stat: MOS=3.8;Jitter=7;PacketLossPct=0;RTT=260682;RTPStat=RTP: 258452 bytes, 1509 packets"
                        + " | 0.0 | - | 7.0 | 3.8"
            })
    void shouldReadWhatWasReceived(String header, Double loss, Long lost, Double jitter, Double mos) {
        assertEquals(Optional.of(new RtpStat(loss, lost, jitter, mos)), of(header));
    }

    @Test
    void shouldSayNothingOfAHeaderInWhichNothingIsKnown() {
        assertEquals(Optional.empty(), of("X-RTP-Stat: what=ever;PR=5;JI=-;PL=99999999999999999999"));
        assertEquals(Optional.empty(), of("X-Other: PL=1;JI=2"));
        assertEquals(Optional.empty(), of("X-RTP-Stat:"));
    }

    private static Optional<RtpStat> of(String header) {
        return RtpStat.of(CapturedSip.of(
                ("BYE sip:a@192.0.2.1 SIP/2.0\r\n" + header + "\r\n\r\n").getBytes(StandardCharsets.UTF_8)));
    }
}
