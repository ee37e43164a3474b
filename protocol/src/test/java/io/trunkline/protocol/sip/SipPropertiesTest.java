package io.trunkline.protocol.sip;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.charset.StandardCharsets;
import java.text.ParseException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.Tuple;

class SipPropertiesTest {

    private static final String TOKENS = "abcXYZ019-.!%*_+`'~";

    private final SipScanner scanner = new SipScanner(List.of("X-CID"));
    private final SipMessage message = new SipMessage();

    @Property
    void shouldAgreeWithTheReferee(@ForAll("messages") String text) throws ParseException {
        assertEquals("", Referee.differences(text.getBytes(StandardCharsets.UTF_8)));
    }

    @Property
    void shouldFindNothingWrongWithWhatIsRight(@ForAll("messages") String text) {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        assertTrue(scanner.scan(bytes, 0, bytes.length, message));
        assertTrue(message.flags().isEmpty(), () -> message.flags() + " in " + text);
    }

    @Property
    void shouldNeverThrowAndStayInItsRange(@ForAll("broken") byte[] bytes, @ForAll("permille") int where) {
        int offset = where * bytes.length / 2000;
        int end = bytes.length - where * bytes.length / 3000;
        scanner.scan(bytes, offset, end - offset, message);
        for (SipField field : SipField.values()) {
            if (message.has(field)) {
                assertTrue(message.start(field) >= offset, field::name);
                assertTrue(message.length(field) >= 0, field::name);
                assertTrue(message.start(field) + message.length(field) <= end, field::name);
                assertTrue(message.text(field) != null, field::name);
            }
        }
        for (int i = 0; i < message.contacts(); i++) {
            assertTrue(message.contactUri(i) != null);
            assertTrue(message.contactExpires(i) >= -1);
        }
    }

    @Property
    void shouldCallAFieldPlainOnlyWhenItsBytesAreItsText(@ForAll("broken") byte[] bytes) {
        scanner.scan(bytes, 0, bytes.length, message);
        for (SipField field : SipField.values()) {
            if (message.isPlain(field)) {
                int start = message.start(field);
                byte[] plain = Arrays.copyOfRange(message.bytes(), start, start + message.length(field));
                assertArrayEquals(message.text(field).getBytes(StandardCharsets.UTF_8), plain, field::name);
            }
        }
    }

    @Property
    void shouldFindTheSameWhereverTheMessageStands(@ForAll("broken") byte[] bytes) {
        boolean sip = scanner.scan(bytes, 0, bytes.length, message);
        byte[] moved = new byte[bytes.length + 30];
        Arrays.fill(moved, (byte) '\n');
        System.arraycopy(bytes, 0, moved, 13, bytes.length);
        var other = new SipMessage();
        assertEquals(sip, scanner.scan(moved, 13, bytes.length, other));
        assertEquals(message.flags(), other.flags());
        for (SipField field : SipField.values()) {
            assertEquals(message.text(field), other.text(field));
        }
    }

    @Property
    void shouldReadAUriInOneGoAsItDoesKnowingItsEnd(@ForAll("urisBeforeBrackets") String text) {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        var reader = new UriReader();
        int close = reader.readUpToBracket(bytes, 0, bytes.length);
        if (close >= 0) {
            var other = new UriReader();
            assertEquals(text.indexOf('>'), close);
            assertTrue(other.read(bytes, 0, close));
            assertEquals(List.of(reader.userStart(), reader.userEnd()), List.of(other.userStart(), other.userEnd()));
            assertEquals(List.of(reader.hostStart(), reader.hostEnd()), List.of(other.hostStart(), other.hostEnd()));
        }
    }

    @Provide
    Arbitrary<String> urisBeforeBrackets() {
        Arbitrary<String> parts =
                Arbitraries.strings().withChars("aZ09+-.:;=@?[]%, \n").ofMaxLength(6);
        return Combinators.combine(
                        parts, Arbitraries.of("a@", "+1:x@", "@", ""), parts, Arbitraries.of("", ":5060", ";lr"), parts)
                .as((user, at, host, port, rest) -> "sip:" + user + at + host + port + rest + ">;x=<>");
    }

    @Provide
    Arbitrary<Integer> permille() {
        return Arbitraries.integers().between(0, 999);
    }

    /** Well-formed messages: any header order, case, compact form, folding and spaces around what allows them. */
    @Provide
    Arbitrary<String> messages() {
        return Combinators.combine(startLines(), headers(), Arbitraries.randoms(), bodies())
                .as((start, headers, random, body) -> {
                    String method = start.startsWith("SIP") ? "INVITE" : start.substring(0, start.indexOf(' '));
                    List<String> lines = new ArrayList<>(headers);
                    lines.add(named(random, "CSeq", null) + random.nextInt(Integer.MAX_VALUE) + " " + method);
                    lines.add(named(random, "Content-Length", "l") + body.length());
                    Collections.shuffle(lines, random);
                    return start + "\r\n" + String.join("\r\n", lines) + "\r\n\r\n" + body;
                });
    }

    private static Arbitrary<String> bodies() {
        return Arbitraries.of("", "some text\r\n", "v=0\r\nc=IN IP4 192.0.2.1\r\nm=audio 1 RTP/AVP 0\r\n");
    }

    private static Arbitrary<String> startLines() {
        Arbitrary<String> requests = Combinators.combine(
                        Arbitraries.of("INVITE", "REGISTER", "BYE", "NEWMETHOD"), uris())
                .as((method, uri) -> method + " " + uri + " SIP/2.0");
        Arbitrary<String> responses = Combinators.combine(
                        Arbitraries.integers().between(100, 699), Arbitraries.of("OK", "Busy Here", "Größe", ""))
                .as((status, phrase) -> "SIP/2.0 " + status + " " + phrase);
        return Arbitraries.oneOf(requests, responses);
    }

    private static Arbitrary<List<String>> headers() {
        Arbitrary<String> from = Combinators.combine(parties(), tags(), Arbitraries.randoms())
                .as((party, tag, random) -> named(random, "From", "f") + party + ";" + tag);
        Arbitrary<String> to = Combinators.combine(parties(), tags(), Arbitraries.randoms())
                .as((party, tag, random) -> named(random, "To", "t") + party + (random.nextBoolean() ? ";" + tag : ""));
        Arbitrary<String> callId = Combinators.combine(tokens(), Arbitraries.randoms())
                .as((id, random) -> named(random, "Call-ID", "i") + id + "@host");
        Arbitrary<String> via = Combinators.combine(
                        tokens(), Arbitraries.of("UDP", "tcp", "TLS"), hosts(), Arbitraries.randoms())
                .as((branch, transport, host, random) -> named(random, "Via", "v") + "SIP/2.0/" + transport + " " + host
                        + (random.nextBoolean() ? ":5061" : "")
                        + (random.nextBoolean() ? ";received=192.0.2.9" : "")
                        + (random.nextBoolean() ? ";rport=5060" : "") + ";branch=z9hG4bK" + branch);
        Arbitrary<String> contact = Combinators.combine(
                        parties(), Arbitraries.integers().between(0, 9999), Arbitraries.randoms())
                .as((party, expires, random) -> named(random, "Contact", "m")
                        + party
                        + (random.nextBoolean() ? ";expires=" + expires : "")
                        + (random.nextBoolean() ? ",\r\n <sip:second@example.com>" : ""));
        Arbitrary<String> other = Arbitraries.of(
                "Max-Forwards: 70",
                "Expires: 3600",
                "User-Agent: Phone/1.0",
                "Subject: a: b <c>",
                "Route: <sip:p.example.com;lr>",
                "Record-Route: <sip:p.example.com;lr>",
                "Authorization: Digest username=\"u, v\",\r\n\trealm=\"r\", nonce=\"n\", uri=\"sip:x\", response=\"y\"",
                "Session-Expires: 90;refresher=uac",
                "Reason: Q.850;cause=17;text=\"User busy\"",
                "P-Asserted-Identity: <sip:+493012@example.com>",
                "Server: G",
                "Date: Sat, 13 Nov 2010 23:29:00 GMT",
                "P-Charging-Vector: icid-value=abc;icid-generated-at=192.0.2.1");
        return Combinators.combine(from, to, callId, via, contact, other)
                .as((a, b, c, d, e, f) -> List.of(a, b, c, d, e, f));
    }

    private static String named(Random random, String name, String compact) {
        String written = compact != null && random.nextInt(3) == 0
                ? compact
                : random.nextInt(3) == 0 ? name.toUpperCase(Locale.ROOT) : name;
        return written + (random.nextInt(4) == 0 ? " " : "") + ":"
                + List.of(" ", "", "  ", "\r\n ", "\t").get(random.nextInt(5));
    }

    private static Arbitrary<String> parties() {
        Arbitrary<String> displays = Arbitraries.of(
                "", "Alice ", "Two Words ", "\"Quoted, <x>; \\\"y\\\"\" ", "\"\" ", "\"Größe\"", "\"folded\"\r\n  ");
        Arbitrary<String> bracketed =
                Combinators.combine(displays, uris()).as((display, uri) -> display + "<" + uri + ">");
        return Arbitraries.oneOf(
                bracketed, Combinators.combine(users(), hosts()).as((user, host) -> "sip:" + user + "@" + host));
    }

    private static Arbitrary<String> tags() {
        return tokens().map(token -> "tag=" + token);
    }

    private static Arbitrary<String> uris() {
        return Combinators.combine(
                        Arbitraries.of("sip:", "sips:"),
                        users(),
                        hosts(),
                        Arbitraries.of("", ":5060"),
                        Arbitraries.of("", ";transport=udp", ";lr", ";user=phone"))
                .as((scheme, user, host, port, parameters) -> scheme + user + "@" + host + port + parameters);
    }

    private static Arbitrary<String> users() {
        return Arbitraries.oneOf(
                Arbitraries.strings()
                        .withChars("abcXYZ019-_.!~*'&=+$/")
                        .ofMinLength(1)
                        .ofMaxLength(12),
                Arbitraries.of("+493012345", "a%20b", "%61"));
    }

    private static Arbitrary<String> hosts() {
        return Arbitraries.of("example.com", "192.0.2.1", "[2001:db8::1]", "a-b.c1.example");
    }

    private static Arbitrary<String> tokens() {
        return Arbitraries.strings().withChars(TOKENS).ofMinLength(1).ofMaxLength(20);
    }

    /** Messages with a few bytes changed, dropped or doubled, and noise. */
    @Provide
    Arbitrary<byte[]> broken() {
        Arbitrary<byte[]> noise = Arbitraries.bytes().array(byte[].class).ofMaxSize(200);
        Arbitrary<byte[]> changed = Combinators.combine(messages(), Arbitraries.randoms())
                .as((text, random) -> {
                    var changes = new StringBuilder(text);
                    for (int i = random.nextInt(6); i > 0 && !changes.isEmpty(); i--) {
                        int at = random.nextInt(changes.length());
                        String bits = "\r\n \t\"\\<>;,:=@[]()*/\0a9";
                        switch (random.nextInt(4)) {
                            case 0 -> changes.setCharAt(at, bits.charAt(random.nextInt(bits.length())));
                            case 1 -> changes.deleteCharAt(at);
                            case 2 -> changes.insert(at, bits.charAt(random.nextInt(bits.length())));
                            default -> changes.setLength(Math.max(1, at));
                        }
                    }
                    return changes.toString().getBytes(StandardCharsets.UTF_8);
                });
        return Arbitraries.frequencyOf(Tuple.of(9, changed), Tuple.of(1, noise));
    }
}
