package io.trunkline.protocol.sip;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import io.trunkline.protocol.SharedData;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** JAIN-SIP and the scanner must understand every valid message alike, but for what {@link Referee} explains. */
class RefereeTest {

    private static final Pattern CONTENT_LENGTH = Pattern.compile("(?im)^(?:content-length|l)[ \t]*:[ \t]*(\\d+)");

    /** RFC 4475 sections 3.1.1 and 3.3, and 3.4: what is well-formed, however strange. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "wsinv", "intmeth", "esc01", "escnull", "esc02", "lwsdisp", "longreq", "dblreq", "semiuri",
                "transports", "mpart01", "unreason", "noreason", "badbranch", "unkscm", "novelsc", "unksm2", "bext01",
                "invut", "regaut01", "bcast", "zeromf", "cparam01", "cparam02", "regescrt", "sdp01", "inv2543"
            })
    void agreesOnTheWellFormedMessagesOfRfc4475(String name) throws Exception {
        assertEquals("", Referee.differences(SharedData.bytes("sip/rfc4475/" + name + ".dat")));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "ipv6-good",
                "port-ambiguous",
                "port-unambiguous",
                "via-received-param-with-delim",
                "via-received-param-no-delim",
                "ipv6-in-sdp",
                "mult-ip-in-header",
                "mult-ip-in-sdp",
                "ipv4-mapped-ipv6",
                "ipv6-bug-abnf-3-colons",
                "ipv6-correct-abnf-2-colons"
            })
    void agreesOnTheMessagesOfRfc5118(String name) throws Exception {
        assertEquals("", Referee.differences(SharedData.bytes("sip/rfc5118/" + name)));
    }

    @TestFactory
    List<DynamicTest> agreesOnTheCallFlows() throws IOException {
        var yaml = new YAMLMapper();
        List<DynamicTest> tests = new ArrayList<>();
        for (Path file : SharedData.files("sip/flows")) {
            if (file.toString().endsWith(".yaml")) {
                int number = 0;
                for (String text : yaml.readValue(file.toFile(), String[].class)) {
                    number++;
                    tests.add(agreement(file.getFileName() + " #" + number, complete(text.replace("\n", "\r\n"))));
                }
            }
        }
        return tests;
    }

    /** Some of the flows lack the empty line behind the headers, without which JAIN-SIP drops the last header. */
    private static byte[] complete(String text) {
        String whole = text.contains("\r\n\r\n") ? text : text + "\r\n";
        return whole.getBytes(StandardCharsets.UTF_8);
    }

    @TestFactory
    List<DynamicTest> agreesOnTheMessagesOfStreams() throws IOException {
        List<DynamicTest> tests = new ArrayList<>();
        for (Path file : SharedData.files("sip/stream")) {
            String stream =
                    new String(SharedData.bytes("sip/stream/" + file.getFileName()), StandardCharsets.ISO_8859_1);
            int number = 0;
            for (String text : split(stream)) {
                number++;
                tests.add(agreement(file.getFileName() + " #" + number, text.getBytes(StandardCharsets.ISO_8859_1)));
            }
            assertFalse(tests.isEmpty());
        }
        return tests;
    }

    /** The messages of a stream, by the length that each says (RFC 3261 18.3). Characters are bytes here. */
    private static List<String> split(String stream) {
        List<String> messages = new ArrayList<>();
        String rest = stream.stripLeading();
        while (!rest.isEmpty()) {
            int body = rest.indexOf("\r\n\r\n") + 4;
            Matcher length = CONTENT_LENGTH.matcher(rest.substring(0, body));
            int end = length.find() ? body + Integer.parseInt(length.group(1)) : body;
            messages.add(rest.substring(0, end));
            rest = rest.substring(end).stripLeading();
        }
        return messages;
    }

    private static DynamicTest agreement(String name, byte[] message) {
        return DynamicTest.dynamicTest(name, () -> assertEquals("", Referee.differences(message)));
    }
}
