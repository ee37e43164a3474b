package io.trunkline.app.command;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What commands say of themselves and of what is typed wrong: nothing needs to run for it. */
class UsageTest {

    @ParameterizedTest
    @ValueSource(
            strings = {
                "--no-such-option",
                "no-such-command",
                "import",
                "import rates a.csv",
                "import trunks a.csv",
                "quote --card a --to 44",
                "rerate --to 2026-11-02T00:00:00Z",
                "reconcile a.csv",
                "reconcile --provider a",
                "quote --to 44 --seconds 1",
                "quote --card a --account b --to 44 --seconds 1",
                "quote --card a --to 44 --seconds long",
                "sql",
                "replay",
                "replay --speed fast",
                "run --roles bank",
                "run --demo --roles live",
                "run --set http.prot=1",
                "run --set http.port",
                "run --set http.port=70000",
                "quote --card a --to 44 --seconds 1 --set http.prot=1",
                "run --print-config --set retention.cdrs=soon"
            })
    void shouldExitWithTwoOnWrongUsage(String typed) {
        var refused = Ran.of(typed.split(" "));
        assertEquals(2, refused.exitCode(), refused.err());
        assertEquals("", refused.out());
        assertTrue(!refused.err().isBlank(), typed);
    }

    @Test
    void shouldNameTheKeyThatIsUnknown() {
        assertEquals(new Ran(2, "", "run: --set: unknown key http.prot\n"), Ran.of("run", "--set", "http.prot=1"));
    }

    @Test
    void shouldPrintTheConfigurationWithoutSecrets() {
        var printed =
                Ran.of("run", "--print-config", "--set", "hep.tcp-port=9061", "--set", "http.admin-token=very-secret");
        assertEquals(0, printed.exitCode(), printed.err());
        assertTrue(printed.out().contains("data-dir:"), printed.out());
        assertTrue(printed.out().lines().anyMatch(line -> line.matches("hep\\.tcp-port: +9061 +# --set.*")));
        assertTrue(!printed.out().contains("very-secret"), printed.out());
        assertTrue(printed.out().contains("(hidden)"), printed.out());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "--help",
                "help",
                "run --help",
                "replay --help",
                "import --help",
                "import rates --help",
                "import accounts --help",
                "quote --help",
                "reconcile --help",
                "sql --help",
                "dead-letters --help",
                "dead-letters list --help",
                "dead-letters put-back --help",
                "--version"
            })
    void shouldHelp(String typed) {
        var helped = Ran.of(typed.split(" "));
        assertEquals(0, helped.exitCode(), helped.err());
        assertEquals("", helped.err());
        assertTrue(helped.out().contains("trunkline"), helped.out());
    }

    @ParameterizedTest
    @ValueSource(strings = {"--help", "import --help"})
    void shouldSayOfEachSubCommandInWholeSentencesWhatItDoes(String typed) {
        List<String> lines = Ran.of(typed.split(" ")).out().lines().toList();
        List<String> commands = lines.subList(lines.indexOf("Commands:") + 1, lines.size()).stream()
                .filter(line -> !line.strip().startsWith("help "))
                .toList();
        assertTrue(commands.size() > 1, commands::toString);
        for (int i = 0; i < commands.size(); i++) {
            boolean last = i + 1 == commands.size() || !commands.get(i + 1).startsWith("    ");
            assertEquals(last, commands.get(i).endsWith("."), commands.get(i));
        }
    }
}
