package io.trunkline.live.mail;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class MailTemplateTest {

    private static final Set<String> KNOWN = Set.of("firstname", "lastname", "balance");

    @Test
    void shouldFillInWhatStandsInBracketsAndNothingElse() {
        var template = MailTemplate.of(
                "Subject: [FirstName]: [balance]\r\n\r\nHello [firstname] [lastname], [1] is $1 \\ [balance].\r\n",
                KNOWN);
        var values = Map.of("firstname", "[balance] $0", "lastname", "O'Hara", "balance", "4.50");
        assertEquals("[balance] $0: 4.50", template.subject(values));
        assertEquals("Hello [balance] $0 O'Hara, [1] is $1 \\ 4.50.\n", template.text(values));
    }

    @Test
    void shouldLeaveNoGapForWhoHasNoLastName() {
        var template = MailTemplate.of("Subject: a\n\nHello [firstname] [lastname],\n", KNOWN);
        assertEquals("Hello Acme,\n", template.text(Map.of("firstname", "Acme", "lastname", "", "balance", "")));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "''                             | line 1: expected Subject: and the mail's subject",
                "Hello                          | line 1: expected Subject: and the mail's subject",
                "'Subject: '                    | line 1: expected Subject: and the mail's subject",
                "Subject: a                     | line 2: expected an empty line between the subject and the mail",
                "Subject: a;Hello               | line 2: expected an empty line between the subject and the mail",
                "Subject: a;;                   | line 3: expected the mail",
                "Subject: [ballance];;Hello     | line 1: [ballance] is not known; known are [balance] [firstname] [lastname]",
                "Subject: a;;Hello;[threshold]. | line 4: [threshold] is not known; known are [balance] [firstname] [lastname]"
            })
    void shouldNameTheLineThatDoesNotFit(String lines, String why) {
        var refused =
                assertThrows(IllegalArgumentException.class, () -> MailTemplate.of(lines.replace(';', '\n'), KNOWN));
        assertEquals(why, refused.getMessage());
    }

    @Test
    void shouldTakeTheTemplatesOfADirectoryAndTheStandardOnesForTheRest(@TempDir Path directory) throws IOException {
        Files.writeString(directory.resolve("low.txt"), "Subject: wenig übrig\n\n[balance]\n");
        Files.writeString(directory.resolve("README"), "not a template");
        var templates = MailTemplates.in(directory);
        assertEquals("wenig übrig", templates.of(MailKind.LOW).subject());
        assertEquals(MailTemplates.standard().of(MailKind.ALARM), templates.of(MailKind.ALARM));
    }

    @Test
    void shouldNameTheFileOfADirectoryThatDoesNotFit(@TempDir Path directory) throws IOException {
        Files.writeString(directory.resolve("suspended.txt"), "Subject: a\n\n[text]\n");
        assertEquals(
                "suspended.txt, line 3: [text] is not known; known are [account] [at] [balance] [currency] [firstname]"
                        + " [lastname] [name] [threshold]",
                refused(directory));
        Files.delete(directory.resolve("suspended.txt"));
        Files.writeString(directory.resolve("lo.txt"), "Subject: a\n\nb\n");
        assertEquals(
                "lo.txt is no template; there are low.txt, overdrawn.txt, suspended.txt, suspended-above.txt,"
                        + " reactivated.txt, alarm.txt",
                refused(directory));
        assertEquals("expected a directory that can be read", refused(directory.resolve("none")));
    }

    private static String refused(Path directory) {
        return assertThrows(IllegalArgumentException.class, () -> MailTemplates.in(directory))
                .getMessage();
    }
}
