package io.trunkline.embedded.clickhouse;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** An error of a statement, with ClickHouse's own number for it and the text that its server would send. */
final class ChdbException extends Exception {
    private static final long serialVersionUID = 1L;
    private static final Pattern CODE = Pattern.compile("Code: (\\d+)\\.");

    static final int BAD_ARGUMENTS = 36;
    static final int NOT_IMPLEMENTED = 48;
    static final int LOGICAL_ERROR = 49;
    static final int SYNTAX_ERROR = 62;
    static final int READONLY = 164;
    static final int TOO_MANY_SIMULTANEOUS_QUERIES = 202;
    static final int QUERY_IS_TOO_LARGE = 366;
    static final int AUTHENTICATION_FAILED = 516;

    /** What the engine's interface reports when it gives no number of its own (STD_EXCEPTION). */
    private static final int OTHER = 1001;

    private final int code;

    ChdbException(int code, String text) {
        super("Code: " + code + ". DB::Exception: " + text);
        this.code = code;
    }

    private ChdbException(String message, int code) {
        super(message);
        this.code = code;
    }

    /** Reads the number out of the engine's message. */
    static ChdbException ofEngine(String message) {
        Matcher matcher = CODE.matcher(message);
        return matcher.find() && matcher.start() == 0
                ? new ChdbException(message, Integer.parseInt(matcher.group(1)))
                : new ChdbException(OTHER, message);
    }

    /** Returns ClickHouse's number of the error, for example 60 for an unknown table. */
    int code() {
        return code;
    }

    /** Returns the HTTP status with which ClickHouse's server answers this error. */
    int httpStatus() {
        return switch (code) {
            case 6,
                    15,
                    25,
                    26,
                    27,
                    BAD_ARGUMENTS,
                    38,
                    41,
                    44,
                    53,
                    SYNTAX_ERROR,
                    67,
                    69,
                    70,
                    72,
                    117,
                    167,
                    168,
                    456,
                    457 -> 400;
            case 46, 47, 50, 56, 60, 63, 73, 78, 81, 115, 336 -> 404;
            case AUTHENTICATION_FAILED -> 403;
            case 159 -> 408;
            case QUERY_IS_TOO_LARGE -> 413;
            case NOT_IMPLEMENTED -> 501;
            case TOO_MANY_SIMULTANEOUS_QUERIES -> 503;
            default -> 500;
        };
    }
}
