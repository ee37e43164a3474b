package io.trunkline.protocol;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.StringLength;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.junit.jupiter.api.Test;

final class MessageHeadersTest {

    @Property(tries = 200)
    void shouldReadWhatWasWritten(
            @ForAll @StringLength(max = 70) String collector,
            @ForAll @StringLength(max = 70) String agent,
            @ForAll long index,
            @ForAll long received,
            @ForAll long claimed,
            @ForAll int flags,
            @ForAll @StringLength(max = 70) String aor) {
        // What is no text in UTF-8 is read back as the mark that stands for it.
        var written = new MessageHeaders(
                utf8(collector), index, utf8(agent), received, claimed, flags, aor.isEmpty() ? null : utf8(aor));
        var headers = new RecordHeaders();
        written.writeTo(headers);

        assertEquals(written, MessageHeaders.readFrom(headers));
    }

    @Test
    void shouldReadWhatEarlierVersionsWroteAsOneHeaderEach() {
        Headers headers = apart();
        assertEquals(
                new MessageHeaders("proxy-1", 7, "101", 8, MessageHeaders.NOT_CLAMPED, MessageHeaders.MAY_BILL),
                MessageHeaders.readFrom(headers));

        headers.add("claimed", int64(9));
        assertEquals(
                new MessageHeaders("proxy-1", 7, "101", 8, 9, MessageHeaders.MAY_BILL),
                MessageHeaders.readFrom(headers));
    }

    @Test
    void shouldNameTheHeaderOfEarlierVersionsThatIsMissingOrOfTheWrongLength() {
        assertEquals("a record of sip.messages lacks the header message, and collector", refusal(new RecordHeaders()));
        Headers short4 = apart().remove("index").add("index", new byte[4]);
        assertEquals("header index has 4 bytes instead of 8", refusal(short4));
    }

    @Test
    void shouldRefuseAnotherVersionAndWhatIsCutOff() {
        var whole = new RecordHeaders();
        new MessageHeaders("proxy-1", 7, "101", 8, 9, 0).writeTo(whole);
        byte[] value = whole.lastHeader("message").value();

        for (int length = 1; length < value.length - "101".length(); length++) {
            var cut = new RecordHeaders().add("message", Arrays.copyOf(value, length));
            assertEquals("the header message ends after " + length + " bytes", refusal(cut));
        }
        assertEquals(
                "the header message is of version none, not 1",
                refusal(new RecordHeaders().add("message", new byte[0])));
        value[0] = 2;
        assertEquals("the header message is of version 2, not 1", refusal(whole));
    }

    private static String refusal(Headers headers) {
        return assertThrows(IllegalArgumentException.class, () -> MessageHeaders.readFrom(headers))
                .getMessage();
    }

    private static Headers apart() {
        return new RecordHeaders()
                .add("collector", "proxy-1".getBytes(StandardCharsets.UTF_8))
                .add("index", int64(7))
                .add("agent", "101".getBytes(StandardCharsets.UTF_8))
                .add("received", int64(8))
                .add(
                        "flags",
                        ByteBuffer.allocate(4).putInt(MessageHeaders.MAY_BILL).array());
    }

    private static byte[] int64(long value) {
        return ByteBuffer.allocate(8).putLong(value).array();
    }

    private static String utf8(String text) {
        return new String(text.getBytes(StandardCharsets.UTF_8), StandardCharsets.UTF_8);
    }
}
