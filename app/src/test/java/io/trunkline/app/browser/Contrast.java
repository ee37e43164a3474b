package io.trunkline.app.browser;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;

/** Whether what a browser shows can be read: WCAG 2.2, 1.4.3, level AA. */
record Contrast(Browser browser, String script) {

    /** The script that looks at every text of a page is a resource beside this class. */
    static Contrast in(Browser browser) {
        try (var file = Contrast.class.getResourceAsStream("contrast.js")) {
            return new Contrast(browser, new String(file.readAllBytes(), StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Looks at every text of what is shown now, in light and in dark. */
    void expectEnough(String view) {
        for (boolean dark : List.of(false, true)) {
            browser.dark(dark);
            try {
                var found = (Map<?, ?>) browser.script(script);
                assertEquals(List.of(), found.get("poor"), view + (dark ? ", dark" : ", light"));
                assertTrue((Long) found.get("looked") > 20, view + " has texts");
            } finally {
                browser.dark(false);
            }
        }
    }
}
