package io.trunkline.protocol.sip;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.trunkline.protocol.SharedData;
import java.io.IOException;
import java.util.EnumSet;
import java.util.Set;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What is wrong with each message of RFC 4475 and RFC 5118, by the paragraph that introduces it; nothing with the good ones. */
class TortureMessagesTest {

    @ParameterizedTest(name = "{0} ({1}): {2}")
    @CsvSource(textBlock = """
                    # message,  paragraph,    flags
                    wsinv,      4475 3.1.1.1,  ''
                    intmeth,    4475 3.1.1.2,  ''
                    esc01,      4475 3.1.1.3,  ''
                    escnull,    4475 3.1.1.4,  ''
                    esc02,      4475 3.1.1.5,  ''
                    lwsdisp,    4475 3.1.1.6,  ''
                    longreq,    4475 3.1.1.7,  ''
                    dblreq,     4475 3.1.1.8,  ''
                    semiuri,    4475 3.1.1.9,  ''
                    transports, 4475 3.1.1.10, ''
                    mpart01,    4475 3.1.1.11, ''
                    unreason,   4475 3.1.1.12, ''
                    noreason,   4475 3.1.1.13, ''
                    badinv01,   4475 3.1.2.1,  BAD_VIA BAD_CONTACT
                    clerr,      4475 3.1.2.2,  BAD_LENGTH
                    ncl,        4475 3.1.2.3,  BAD_LENGTH
                    scalar02,   4475 3.1.2.4,  BAD_CSEQ BAD_MAX_FORWARDS BAD_EXPIRES
                    scalarlg,   4475 3.1.2.5,  BAD_CSEQ
                    quotbal,    4475 3.1.2.6,  BAD_TO
                    ltgtruri,   4475 3.1.2.7,  BAD_REQUEST_URI
                    lwsruri,    4475 3.1.2.8,  BAD_REQUEST_URI
                    lwsstart,   4475 3.1.2.9,  BAD_START_LINE
                    trws,       4475 3.1.2.10, BAD_START_LINE
                    escruri,    4475 3.1.2.11, BAD_REQUEST_URI
                    baddate,    4475 3.1.2.12, BAD_DATE
                    regbadct,   4475 3.1.2.13, BAD_CONTACT
                    badaspec,   4475 3.1.2.14, BAD_TO
                    baddn,      4475 3.1.2.15, BAD_FROM BAD_TO
                    badvers,    4475 3.1.2.16, BAD_VERSION
                    mismatch01, 4475 3.1.2.17, CSEQ_MISMATCH
                    mismatch02, 4475 3.1.2.18, CSEQ_MISMATCH
                    bigcode,    4475 3.1.2.19, BAD_STATUS
                    badbranch,  4475 3.2.1,    BAD_BRANCH
                    insuf,      4475 3.3.1,    NO_CALL_ID NO_FROM NO_TO
                    unkscm,     4475 3.3.2,    ''
                    novelsc,    4475 3.3.3,    ''
                    unksm2,     4475 3.3.4,    ''
                    bext01,     4475 3.3.5,    ''
                    invut,      4475 3.3.6,    ''
                    regaut01,   4475 3.3.7,    ''
                    multi01,    4475 3.3.8,    DUPLICATE_HEADER
                    mcl01,      4475 3.3.9,    DUPLICATE_HEADER
                    bcast,      4475 3.3.10,   ''
                    zeromf,     4475 3.3.11,   ''
                    cparam01,   4475 3.3.12,   ''
                    cparam02,   4475 3.3.13,   ''
                    regescrt,   4475 3.3.14,   ''
                    sdp01,      4475 3.3.15,   ''
                    inv2543,    4475 3.4.1,    ''
                    """)
    void shouldFlagTheMessagesOfRfc4475(String name, String paragraph, String flags) throws IOException {
        assertFlags(SharedData.bytes("sip/rfc4475/" + name + ".dat"), flags);
    }

    @ParameterizedTest(name = "{0} ({1}): {2}")
    @CsvSource(textBlock = """
                    # message,                     paragraph,  flags
                    ipv6-good,                     5118 4.1,   ''
                    ipv6-bad,                      5118 4.2,   BAD_REQUEST_URI
                    port-ambiguous,                5118 4.3,   ''
                    port-unambiguous,              5118 4.4,   ''
                    via-received-param-with-delim, 5118 4.5,   ''
                    via-received-param-no-delim,   5118 4.5,   ''
                    ipv6-in-sdp,                   5118 4.6,   ''
                    mult-ip-in-header,             5118 4.7,   ''
                    mult-ip-in-sdp,                5118 4.8,   ''
                    ipv4-mapped-ipv6,              5118 4.9,   ''
                    ipv6-bug-abnf-3-colons,        5118 4.10,  ''
                    ipv6-correct-abnf-2-colons,    5118 4.10,  ''
                    """)
    void shouldFlagTheMessagesOfRfc5118(String name, String paragraph, String flags) throws IOException {
        assertFlags(SharedData.bytes("sip/rfc5118/" + name), flags);
    }

    private static void assertFlags(byte[] bytes, String flags) {
        var message = new SipMessage();
        assertTrue(new SipScanner().scan(bytes, 0, bytes.length, message));
        Set<SipFlag> expected = EnumSet.noneOf(SipFlag.class);
        for (String flag : flags.split(" ")) {
            if (!flag.isEmpty()) {
                expected.add(SipFlag.valueOf(flag));
            }
        }
        assertEquals(expected, message.flags());
    }
}
