package io.trunkline.embedded.clickhouse;

import java.util.Locale;

/** What must be known of ClickHouse's output formats: how they are labelled and whether their pieces can be joined. */
final class ResultFormat {
    private ResultFormat() {}

    /** How results that come block by block, each formatted on its own, become one. */
    enum Joining {
        /** The pieces follow one another. */
        PLAIN,
        /** Every piece begins with the same header of names and types, in RowBinary; only the first may keep it. */
        ROW_BINARY_HEADER,
        /** The pieces cannot be joined: the result must be formatted as a whole. */
        NONE
    }

    static Joining joining(String format) {
        return switch (format) {
            case "RowBinary",
                    "Native",
                    "TabSeparated",
                    "TSV",
                    "TabSeparatedRaw",
                    "TSVRaw",
                    "CSV",
                    "JSONEachRow",
                    "JSONLines",
                    "NDJSON",
                    "LineAsString" -> Joining.PLAIN;
            case "RowBinaryWithNamesAndTypes" -> Joining.ROW_BINARY_HEADER;
            default -> Joining.NONE;
        };
    }

    static String contentType(String format) {
        String name = format.toLowerCase(Locale.ROOT);
        if (name.startsWith("jsoneachrow") || name.equals("jsonlines") || name.equals("ndjson")) {
            return "application/x-ndjson; charset=UTF-8";
        }
        if (name.startsWith("json")) {
            return "application/json; charset=UTF-8";
        }
        if (name.startsWith("tsv") || name.startsWith("tabseparated")) {
            return "text/tab-separated-values; charset=UTF-8";
        }
        if (name.startsWith("csv")) {
            return "text/csv; charset=UTF-8";
        }
        if (name.startsWith("pretty") || name.equals("vertical") || name.equals("values") || name.equals("markdown")) {
            return "text/plain; charset=UTF-8";
        }
        return "application/octet-stream";
    }

    /**
     * Returns the length of the header of {@code RowBinaryWithNamesAndTypes}: the number of columns, then the names,
     * then the types, each as a length and that many bytes; numbers are LEB128.
     */
    static int rowBinaryHeaderLength(byte[] piece) {
        int at = 0;
        int columns = 0;
        int shift = 0;
        while (true) {
            byte b = piece[at++];
            columns |= (b & 0x7f) << shift;
            shift += 7;
            if (b >= 0) {
                break;
            }
        }
        for (int text = 0; text < 2 * columns; text++) {
            int length = 0;
            shift = 0;
            while (true) {
                byte b = piece[at++];
                length |= (b & 0x7f) << shift;
                shift += 7;
                if (b >= 0) {
                    break;
                }
            }
            at += length;
        }
        return at;
    }
}
