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

    private void open(byte[] newBytes, int start, int newEnd, char newSeparator, char newTerminator) {
        bytes = newBytes;
        at = Octets.skipSpace(newBytes, start, newEnd);
        end = newEnd;
        separator = newSeparator;
        terminator = newTerminator;
        broken = false;
    }

    /** Goes to the next parameter; false when there is none. What is no parameter is passed over and remembered. */
    boolean next() {
        while (at < end) {
            boolean begins = !separated || bytes[at] == separator;
            if (!begins && bytes[at] == terminator) {
                return false;
            }
            int name = separated && begins ? at + 1 : at;
            separated = true;
            if (begins && consumeParameter(name)) {
                return true;
            }
            broken = true;
            skipToSeparator();
        }
        return false;
    }

    /** Moves past the parameter that begins here, or says that there is none. */
    private boolean consumeParameter(int start) {
        nameStart = Octets.skipSpace(bytes, start, end);
        at = Octets.findOrSpace(bytes, nameStart, end, '=', separator, terminator);
        nameEnd = at;
        valueStart = at;
        valueEnd = -1;
        quoted = false;
        if (nameStart == nameEnd) {
            return false;
        }
        at = Octets.skipSpace(bytes, at, end);
        if (at < end && bytes[at] == '=') {
            at = Octets.skipSpace(bytes, at + 1, end);
            return consumeValue();
        }
        return true;
    }

    private boolean consumeValue() {
        if (at < end && bytes[at] == '"') {
            int past = Octets.pastQuotes(bytes, at, end);
            if (past < 0) {
                return false;
            }
            valueStart = at + 1;
            valueEnd = past - 1;
            quoted = true;
            at = past;
        } else {
            valueStart = at;
            at = Octets.findOrSpace(bytes, at, end, separator, terminator, terminator);
            valueEnd = at;
        }
        at = Octets.skipSpace(bytes, at, end);
        return quoted || valueStart < valueEnd;
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
