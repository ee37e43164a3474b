package io.trunkline.live.mail;

import java.util.Arrays;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * A mail with places to fill in: {@code [firstname]}.
 *
 * @param subject one line
 * @param text plain text
 */
record MailTemplate(String subject, String text) {

    private static final String SUBJECT = "Subject:";
    private static final Pattern PLACEHOLDER = Pattern.compile("( ?)\\[([A-Za-z][A-Za-z0-9_-]*)]");

    /**
     * Reads a template: {@code Subject:} and its text in the first line, an empty one, and the mail.
     *
     * @param known what may stand in brackets
     * @throws IllegalArgumentException naming the line that does not fit
     */
    static MailTemplate of(String file, Set<String> known) {
        String[] lines = file.replace("\r\n", "\n").replace("\uFEFF", "").split("\n", -1);
        if (!lines[0].startsWith(SUBJECT)
                || lines[0].substring(SUBJECT.length()).isBlank()) {
            throw new IllegalArgumentException("line 1: expected Subject: and the mail's subject");
        }
        if (lines.length < 2 || !lines[1].isBlank()) {
            throw new IllegalArgumentException("line 2: expected an empty line between the subject and the mail");
        }
        for (int line = 0; line < lines.length; line++) {
            Matcher found = PLACEHOLDER.matcher(lines[line]);
            while (found.find()) {
                if (!known.contains(found.group(2).toLowerCase(Locale.ROOT))) {
                    throw new IllegalArgumentException("line " + (line + 1) + ": [" + found.group(2)
                            + "] is not known; known are "
                            + new TreeSet<>(known)
                                    .stream().map(name -> "[" + name + "]").collect(Collectors.joining(" ")));
                }
            }
        }
        String rest = String.join("\n", Arrays.asList(lines).subList(2, lines.length));
        if (rest.isBlank()) {
            throw new IllegalArgumentException("line 3: expected the mail");
        }
        return new MailTemplate(lines[0].substring(SUBJECT.length()).strip(), rest.strip() + "\n");
    }

    /** The subject with its places filled in. */
    String subject(Map<String, String> values) {
        return filled(subject, values);
    }

    /** The text with its places filled in. */
    String text(Map<String, String> values) {
        return filled(text, values);
    }

    /** What has no value takes the blank before it along: who has no last name is greeted without a gap. */
    private static String filled(String template, Map<String, String> values) {
        return PLACEHOLDER.matcher(template).replaceAll(place -> {
            String value = values.get(place.group(2).toLowerCase(Locale.ROOT));
            return value.isEmpty() ? "" : Matcher.quoteReplacement(place.group(1) + value);
        });
    }
}
