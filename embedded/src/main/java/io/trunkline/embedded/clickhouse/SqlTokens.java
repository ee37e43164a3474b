package io.trunkline.embedded.clickhouse;

import java.nio.charset.StandardCharsets;

/**
 * Steps through the words of a ClickHouse statement, so far as it takes to find where a clause begins: comments are
 * skipped, and quoted text, whatever is in it, is one token. Works on bytes, because binary data may follow.
 */
final class SqlTokens {
    /** The sorts of tokens that a statement is cut into. */
    enum Kind {
        WORD,
        QUOTED,
        SYMBOL,
        END
    }

    private final byte[] text;
    private final int length;
    private int start;
    private int end;
    private int depth;
    private Kind kind = Kind.END;

    SqlTokens(byte[] text, int length) {
        this.text = text;
        this.length = length;
    }

    /** Moves to the next token and returns its kind. */
    Kind next() {
        start = skipBlank(end);
        if (start >= length) {
            end = length;
            kind = Kind.END;
            return kind;
        }
        byte first = text[start];
        if (first == '\'' || first == '"' || first == '`') {
            end = afterQuote(start, first);
            kind = Kind.QUOTED;
        } else if (isWordByte(first)) {
            end = start + 1;
            while (end < length && isWordByte(text[end])) {
                end++;
            }
            kind = Kind.WORD;
        } else {
            end = start + 1;
            kind = Kind.SYMBOL;
            if (first == '(' || first == '[' || first == '{') {
                depth++;
            } else if (first == ')' || first == ']' || first == '}') {
                depth--;
            }
        }
        return kind;
    }

    Kind kind() {
        return kind;
    }

    /** Returns whether the token is this word, in any case, outside all brackets. */
    boolean isKeyword(String word) {
        return kind == Kind.WORD && depth == 0 && word.equalsIgnoreCase(text());
    }

    boolean isSymbol(char symbol) {
        return kind == Kind.SYMBOL && text[start] == symbol;
    }

    String text() {
        return new String(text, start, end - start, StandardCharsets.UTF_8);
    }

    /** Returns the offset of the token's first byte. */
    int start() {
        return start;
    }

    /** Returns the offset after the token's last byte. */
    int end() {
        return end;
    }

    /** Returns how many brackets are open after the token. */
    int depth() {
        return depth;
    }

    private int skipBlank(int from) {
        int at = from;
        while (at < length) {
            if (text[at] <= ' ' && text[at] >= 0) {
                at++;
            } else if (startsWith(at, "--")) {
                at = after(at, "\n");
            } else if (startsWith(at, "/*")) {
                at = after(at + 2, "*/");
            } else {
                break;
            }
        }
        return at;
    }

    private int afterQuote(int from, byte mark) {
        int at = from + 1;
        while (at < length) {
            if (text[at] == '\\') {
                at += 2;
            } else if (text[at] != mark) {
                at++;
            } else if (at + 1 < length && text[at + 1] == mark) {
                at += 2;
            } else {
                return at + 1;
            }
        }
        return length;
    }

    private int after(int from, String what) {
        for (int at = from; at < length; at++) {
            if (startsWith(at, what)) {
                return at + what.length();
            }
        }
        return length;
    }

    private boolean startsWith(int at, String what) {
        if (at + what.length() > length) {
            return false;
        }
        for (int i = 0; i < what.length(); i++) {
            if (text[at + i] != what.charAt(i)) {
                return false;
            }
        }
        return true;
    }

    /** Letters, digits, and every byte of a character beyond ASCII. */
    private static boolean isWordByte(byte b) {
        return b < 0 || b == '_' || b == '$' || Character.isLetterOrDigit(b);
    }
}
