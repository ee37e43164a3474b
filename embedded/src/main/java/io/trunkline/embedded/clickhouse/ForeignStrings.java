package io.trunkline.embedded.clickhouse;

import static java.lang.foreign.ValueLayout.ADDRESS;
import static java.lang.foreign.ValueLayout.JAVA_BYTE;
import static java.lang.foreign.ValueLayout.JAVA_LONG;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.nio.charset.StandardCharsets;
import java.util.List;

/**
 * Strings as C takes them, for as long as the arena lives.
 *
 * @param pointers an array of their addresses
 * @param lengths an array of their lengths in bytes
 */
record ForeignStrings(MemorySegment pointers, MemorySegment lengths) {
    static ForeignStrings of(Arena arena, List<String> texts) {
        MemorySegment pointers = arena.allocate(ADDRESS, Math.max(1, texts.size()));
        MemorySegment lengths = arena.allocate(JAVA_LONG, Math.max(1, texts.size()));
        for (int i = 0; i < texts.size(); i++) {
            byte[] text = texts.get(i).getBytes(StandardCharsets.UTF_8);
            pointers.setAtIndex(ADDRESS, i, arena.allocateFrom(JAVA_BYTE, text));
            lengths.setAtIndex(JAVA_LONG, i, text.length);
        }
        return new ForeignStrings(pointers, lengths);
    }
}
