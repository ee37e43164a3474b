package io.trunkline.protocol.sip;

/**
 * Walks over parameters, {@code ;name=value;name="value";name}, as From, To, Contact and Via have them
 * (RFC 3261 25.1), and over the comma list of credentials. One a scanner, pointed at one value after another.
 */
final class Parameters {

    private byte[] bytes;
    private int at;
    private int end;
    private char separator;
    private char terminator;
    private boolean broken;

    /** Whether the next parameter has a separator before it. */
    private boolean separated;

    private int nameStart;
    private int nameEnd;
    private int valueStart;
    private int valueEnd;
    private boolean quoted;

    /** Parameters with a semicolon before each, up to a comma where the header is a list, else up to the end. */
    void over(byte[] newBytes, int start, int newEnd, boolean list) {
        open(newBytes, start, newEnd, ';', list ? ',' : ';');
        separated = true;
    }

    /** Parameters with a semicolon between each, as P-Charging-Vector has them (RFC 7315). */
    void overValue(byte[] newBytes, int start, int newEnd) {
        open(newBytes, start, newEnd, ';', ';');
        separated = false;
    }

    /** Parameters with a comma between each, as credentials have them behind their scheme (RFC 3261 20.7). */
    void overCredentials(byte[] newBytes, int start, int newEnd) {
        open(newBytes, start, newEnd, ',', ',');
        separated = false;
    }

    @SuppressWarnings("ReferenceEquality") // Whether it is the same array.
    private void open(byte[] newBytes, int start, int newEnd, char newSeparator, char newTerminator) {
        // All values of a message are in the same array, and storing a reference costs more than asking: the collector
        // of garbage wants to know of it.
        if (bytes != newBytes) {
            bytes = newBytes;
        }
        at = Octets.skipSpace(newBytes, start, newEnd);
        end = newEnd;
        separator = newSeparator;
        terminator = newTerminator;
        broken = false;
    }

    /** Goes to the next parameter; false when there is none. What is no parameter is passed over and remembered. */
    boolean next() {
        while (at < end) {
            int name = at;
            if (separated) {
                if (bytes[at] != separator) {
                    if (bytes[at] == terminator) {
                        return false;
                    }
                    broken = true;
                    skipToSeparator();
                    continue;
                }
                name++;
            }
            separated = true;
            if (consumeParameter(bytes, name, end)) {
                return true;
            }
            broken = true;
            skipToSeparator();
        }
        return false;
    }

    /** Moves past the parameter that begins here, or says that there is none. */
    private boolean consumeParameter(byte[] bytes, int start, int end) {
        int name = Octets.skipSpace(bytes, start, end);
        int past = pastWord(bytes, name, end, '=');
        nameStart = name;
        nameEnd = past;
        valueStart = past;
        valueEnd = -1;
        quoted = false;
        at = Octets.skipSpace(bytes, past, end);
        if (name == past) {
            return false;
        }
        return at == end || bytes[at] != '=' || consumeValue(bytes, Octets.skipSpace(bytes, at + 1, end), end);
    }

    private boolean consumeValue(byte[] bytes, int start, int end) {
        int past;
        if (start < end && bytes[start] == '"') {
            past = Octets.pastQuotes(bytes, start, end);
            if (past < 0) {
                at = start;
                return false;
            }
            valueStart = start + 1;
            valueEnd = past - 1;
            quoted = true;
        } else {
            past = pastWord(bytes, start, end, separator);
            valueStart = start;
            valueEnd = past;
        }
        at = Octets.skipSpace(bytes, past, end);
        return start < past;
    }

    /** Past what ends before a space, the given character, or what ends the parameter. */
    private int pastWord(byte[] bytes, int start, int end, char orThis) {
        int past = Octets.findDelimiter(bytes, start, end);
        while (past < end
                && bytes[past] != orThis
                && bytes[past] != separator
                && bytes[past] != terminator
                && (bytes[past] > ' ' || bytes[past] < 0)) {
            past = Octets.findDelimiter(bytes, past + 1, end);
        }
        return past;
    }

    private void skipToSeparator() {
        while (at < end && bytes[at] != separator && bytes[at] != terminator) {
            if (bytes[at] == '"') {
                int past = Octets.pastQuotes(bytes, at, end);
                at = past < 0 ? end : past;
            } else {
                at++;
            }
        }
    }

    /** Whether the parameter that was found has this name. */
    boolean isNamed(Name name) {
        return name.is(bytes, nameStart, nameEnd);
    }

    /** Whether it has a value, be it empty quotes. */
    boolean hasValue() {
        return valueEnd >= 0;
    }

    /** Where its value begins, behind the opening quote of a quoted one. */
    int valueStart() {
        return valueStart;
    }

    /** Where its value ends; where it begins when there is none. */
    int valueEnd() {
        return Math.max(valueStart, valueEnd);
    }

    /** Whether its value stood in quotes. */
    boolean quoted() {
        return quoted;
    }

    /** Whether something was passed over that is no parameter. */
    boolean broken() {
        return broken;
    }

    /** Where the walk is: when it is over, at the comma or the end. */
    int position() {
        return at;
    }
}
