package io.trunkline.protocol;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * Short texts that were read lately, by their bytes: a text that is among them is the same object and makes no garbage.
 * The messages and records of a call say the same again and again, and calls share accounts, addresses, agents and
 * codecs.
 *
 * <p>A text has one place, by the hash of its bytes. Where it was found missing twice in a row it is kept there, in the
 * place of whatever was; so what is read once drives nothing out. It never grows, and what is given has always just the
 * bytes that were asked for. Any thread may use it, without a lock: a place is written at once and what is kept in it
 * never changes, so that a race costs at most another object of the same text.
 */
public final class SharedTexts {

    /** Longer ones are made anew: few of them come again. */
    static final int LONGEST = 64;

    /** Of the process: about a second of all texts of a busy site that are read twice. A power of two. */
    private static final int PLACES = 1 << 14;

    private static final SharedTexts OF_PROCESS = new SharedTexts(PLACES);

    private static final VarHandle LONGS = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);
    private static final long BEYOND_ASCII = 0x8080_8080_8080_8080L;

    /** An odd number without a pattern, 2^64 divided by the golden ratio. */
    private static final long SPREAD = 0x9E37_79B9_7F4A_7C15L;

    private static final class Known {
        private final byte[] bytes;
        private final String text;

        Known(byte[] bytes, String text) {
            this.bytes = bytes;
            this.text = text;
        }
    }

    private final Known[] places;

    /**
     * Of each place, side by side, a part of the hash of the text that is kept there and of the one that was last found
     * missing: what is not there is known without a look at what is.
     */
    private final int[] marks;

    /** @param places for so many texts; a power of two */
    SharedTexts(int places) {
        this.places = new Known[places];
        this.marks = new int[2 * places];
    }

    /** The text of a range of ASCII bytes; null when one of them is not ASCII. */
    public static String ascii(byte[] bytes, int from, int length) {
        return OF_PROCESS.asciiText(bytes, from, length);
    }

    /** The text of a range of UTF-8; what is not UTF-8 is replaced as Java does. */
    public static String utf8(byte[] bytes, int from, int length) {
        String text = OF_PROCESS.asciiText(bytes, from, length);
        return text == null ? new String(bytes, from, length, StandardCharsets.UTF_8) : text;
    }

    String asciiText(byte[] bytes, int from, int length) {
        if (length == 0) {
            return "";
        }
        long hash = length;
        long all = 0;
        int behind = from + length;
        int at = from;
        for (; at <= behind - Long.BYTES; at += Long.BYTES) {
            long eight = (long) LONGS.get(bytes, at);
            all |= eight;
            hash = mixed(hash, eight);
        }
        if (at < behind) {
            long rest = 0;
            for (; at < behind; at++) {
                rest = (rest << Byte.SIZE) | (bytes[at] & 0xFF);
            }
            all |= rest;
            hash = mixed(hash, rest);
        }
        if ((all & BEYOND_ASCII) != 0) {
            return null;
        }
        return length > LONGEST ? made(bytes, from, length) : shared(hash, bytes, from, length);
    }

    private static long mixed(long hash, long eight) {
        long product = (hash ^ eight) * SPREAD;
        return product ^ (product >>> Integer.SIZE);
    }

    private String shared(long hash, byte[] bytes, int from, int length) {
        int place = (int) hash & (places.length - 1);
        int mark = (int) (hash >>> Integer.SIZE);
        int ofKept = 2 * place;
        int ofMissed = ofKept + 1;
        if (marks[ofKept] == mark) {
            Known known = places[place];
            if (known != null && Arrays.equals(known.bytes, 0, known.bytes.length, bytes, from, from + length)) {
                return known.text;
            }
        }
        String text = made(bytes, from, length);
        if (marks[ofMissed] == mark) {
            places[place] = new Known(Arrays.copyOfRange(bytes, from, from + length), text);
            marks[ofKept] = mark;
        } else {
            marks[ofMissed] = mark;
        }
        return text;
    }

    private static String made(byte[] bytes, int from, int length) {
        return new String(bytes, from, length, StandardCharsets.ISO_8859_1);
    }
}
