package io.trunkline.live.mail;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** A template for each {@link MailKind}. */
public final class MailTemplates {

    private static final String ENDING = ".txt";

    private final Map<MailKind, MailTemplate> byKind;

    private MailTemplates(Map<MailKind, MailTemplate> byKind) {
        this.byKind = byKind;
    }

    /** Those that come with the program, in English. */
    public static MailTemplates standard() {
        var byKind = new EnumMap<MailKind, MailTemplate>(MailKind.class);
        for (MailKind kind : MailKind.values()) {
            byKind.put(kind, MailTemplate.of(builtIn(kind), kind.placeholders()));
        }
        return new MailTemplates(byKind);
    }

    /**
     * Those of a directory, {@code low.txt} and so on, UTF-8, and the standard ones for what is not there.
     *
     * @throws IllegalArgumentException naming the file and the line that does not fit
     */
    public static MailTemplates in(Path directory) {
        var byKind = new EnumMap<>(standard().byKind);
        for (Path file : files(directory)) {
            String name = file.getFileName().toString();
            MailKind kind = Arrays.stream(MailKind.values())
                    .filter(each -> name.equals(each.label() + ENDING))
                    .findFirst()
                    .orElseThrow(() -> new IllegalArgumentException(name + " is no template; there are "
                            + Arrays.stream(MailKind.values())
                                    .map(each -> each.label() + ENDING)
                                    .collect(Collectors.joining(", "))));
            try {
                byKind.put(kind, MailTemplate.of(Files.readString(file), kind.placeholders()));
            } catch (CharacterCodingException e) {
                throw new IllegalArgumentException(name + " is not UTF-8", e);
            } catch (IOException e) {
                throw new IllegalArgumentException("cannot read " + name + ": " + e.getMessage(), e);
            } catch (IllegalArgumentException e) {
                throw new IllegalArgumentException(name + ", " + e.getMessage(), e);
            }
        }
        return new MailTemplates(byKind);
    }

    private static List<Path> files(Path directory) {
        try (Stream<Path> files = Files.list(directory)) {
            return files.filter(file -> file.getFileName().toString().endsWith(ENDING))
                    .sorted()
                    .toList();
        } catch (IOException e) {
            throw new IllegalArgumentException("expected a directory that can be read", e);
        }
    }

    private static String builtIn(MailKind kind) {
        String name = kind.label() + ENDING;
        try (InputStream in = MailTemplates.class.getResourceAsStream(name)) {
            if (in == null) {
                throw new IllegalStateException("resource " + name + " is not in the jar");
            }
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read resource " + name, e);
        }
    }

    /** The template of a kind. */
    MailTemplate of(MailKind kind) {
        return byKind.get(kind);
    }
}
