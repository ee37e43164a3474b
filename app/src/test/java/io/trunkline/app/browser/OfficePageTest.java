package io.trunkline.app.browser;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.extension.ExtendWith;
import org.openqa.selenium.Keys;
import org.openqa.selenium.support.ui.Select;

/** What who keeps rules, packages and numbers does on the page, and who answers what a call costs. */
@ExtendWith(SharedDemo.class)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class OfficePageTest {

    private Browser browser;
    private String url;

    @BeforeAll
    void takeThePage(DemoPage demo) {
        browser = demo.browser();
        url = demo.url();
    }

    @Test
    void changesAnAlarmRuleAndSaysAtTheFieldWhatDoesNotFit() {
        browser.go(url + "/#/alarms/rules?row=trunk-pdd");
        browser.await("the rule's form", page -> page.count("[name=threshold]") == 1);

        browser.write("threshold", "soon");
        browser.press(Keys.ENTER);
        browser.await("what is wrong", page -> page.texts("#threshold-error").stream()
                .anyMatch(text -> text.contains("threshold")));
        assertEquals(1, browser.count("[name=threshold][aria-invalid=true]:focus"));
        browser.write("threshold", "4500");
        browser.write("minutes", "61");
        browser.press(Keys.ENTER);
        browser.await("what is wrong now", page -> page.texts("#minutes-error")
                .equals(List.of("minutes must be from 1 to 60")));
        browser.write("minutes", "7");
        browser.press(Keys.ENTER);

        browser.await("what holds now", page -> page.texts("form [role=status]")
                .equals(List.of("Saved. An alarm is raised when a trunk takes more than 4500 ms to ring,"
                        + " of 10 calls or more, in 7 min.")));
        browser.await("the list to say so", page -> page.texts("tr[data-key=trunk-pdd] td.raised").stream()
                .anyMatch(text -> text.contains("4500 ms")));
        assertEquals(List.of(""), browser.texts("#minutes-error"));
    }

    @Test
    void asksForCallsOfALengthAndKeepsThatInTheAddress() {
        browser.go(url + "/#/cdrs/dialled");
        browser.await("call records", page -> page.count("tr[data-key]") > 0);
        browser.element(".further summary").click();
        browser.write("minSeconds", "1");
        browser.await("the address to say so", page -> page.hash().equals("#/cdrs/dialled?minSeconds=1"));
        browser.await(
                "calls that were answered alone",
                page -> page.count("tr[data-key]") > 0
                        && page.texts("td.duration").stream().noneMatch(text -> text.isBlank() || text.equals("–")));

        browser.go("about:blank");
        browser.go(url + "/#/cdrs/dialled?maxSeconds=0&agent=nobodys-agent");

        browser.await("that no call fits", page -> page.texts("h2").contains("No dialled calls fit this filter"));
        assertEquals(1, browser.count(".further[open] [name=agent]"));
    }

    @Test
    void makesARuleByKeysWhoseFieldsFollowWhatItLooksAt() {
        browser.go(url + "/#/alarms/rules");
        browser.await("the rules", page -> page.count("tr[data-key]") > 5);
        browser.press("n");
        browser.await("an empty form", page -> page.count("[name=kind]:focus") == 1);
        new Select(browser.element("[name=kind]")).selectByValue("night-destination");
        browser.await("its hours", page -> page.count("[name=timeZone]") == 1 && page.count("[name=minutes]") == 0);

        browser.write("id", "dear-at-noon");
        browser.write("name", "Dear at noon");
        browser.write("threshold", "2.50");
        browser.press(Keys.ENTER);

        browser.await("the rule in the list", page -> page.count("tr[data-key=dear-at-noon]") == 1);
    }

    @Test
    void quotesWhoPaysForACallTierByTierAndKeepsTheQuestionInTheAddress() {
        browser.go(url + "/#/quote");
        browser.element("[name=of]");
        browser.write("of", "studio-lumen");
        browser.write("to", "+49 151 1234567");
        browser.write("seconds", "75");
        browser.press(Keys.ENTER);

        browser.await("who pays", page -> page.texts(".quote-tier h2").stream()
                .anyMatch(text -> text.equals("studio-lumen, the caller")));
        assertTrue(browser.count(".quote-tier .steps tbody tr") > 0, "the steps of its price");
        assertTrue(browser.texts(".facts dd").contains("1:15"), () -> String.valueOf(browser.texts(".facts dd")));
        assertEquals("#/quote?by=account&of=studio-lumen&to=491511234567&seconds=75", browser.hash());
        String copied = String.valueOf(browser.script("return location.href"));
        String price = browser.texts(".quote h1").getFirst();

        browser.go("about:blank");
        browser.go(copied);
        browser.await("the same price", page -> page.texts(".quote h1").equals(List.of(price)));

        browser.write("to", "12");
        browser.write("of", "nobody");
        browser.press(Keys.ENTER);
        browser.await("what is wrong", page -> page.texts("form [role=status]").stream()
                .anyMatch(text -> text.contains("nobody")));
        assertEquals(0, browser.count(".quote h1"), "the old price is gone");
    }

    @Test
    void changesAPackageAndShowsWhatItGives() {
        browser.go(url + "/#/packages");
        browser.await("the package", page -> page.texts("tr[data-key=studio-100] td.minutes")
                .equals(List.of("100")));
        browser.press(Keys.ARROW_DOWN);
        browser.press(Keys.ENTER);
        browser.write("pulse", "often");
        browser.press(Keys.ENTER);
        browser.await(
                "what is wrong", page -> page.texts("#pulse-error").stream().anyMatch(text -> text.contains("pulse")));
        browser.write("pulse", "0");
        browser.write("markupFixed", "0.0025");
        browser.press(Keys.ENTER);
        browser.await("the list to say so", page -> page.texts("tr[data-key=studio-100] td.markup")
                .equals(List.of("+ 0.0025")));
    }

    @Test
    void givesANumberToAnAccount() {
        browser.go(url + "/#/numbers");
        browser.await("what there is", page -> !page.texts(".tools .count").equals(List.of("")));
        browser.press("n");
        browser.await("an empty form", page -> page.count("[name=number]:focus") == 1);
        browser.write("number", "12x");
        browser.press(Keys.ENTER);
        browser.await("what is wrong", page -> page.texts("#number-error").stream()
                .anyMatch(text -> text.contains("number")));
        browser.write("number", "4930555001");
        new Select(browser.element("[name=accountId]")).selectByValue("nordwind-logistics");
        browser.write("ratePerMinute", "0.01");
        browser.press(Keys.ENTER);

        browser.await("the number in the list", page -> page.texts("tr[data-key='4930555001'] td.account")
                .equals(List.of("nordwind-logistics")));
    }

    @Test
    void showsWhatEachTierEarnedAndLeadsToTheAccount() {
        browser.go(url + "/#/profit");
        browser.await("what was earned", page -> page.count("tr[data-key] td.profit") > 2);
        browser.press(Keys.ARROW_DOWN);
        String account = browser.texts("tr[aria-selected=true] td.account").getFirst();
        browser.press(Keys.ENTER);
        browser.await("the account", page -> page.hash().equals("#/accounts/" + account));
        browser.escape();
        browser.await("the report again", page -> page.hash().startsWith("#/profit?row="));
    }

    @Test
    void showsEveryTextWithEnoughContrastInLightAndInDark() {
        var contrast = Contrast.in(browser);
        for (String view : List.of("alarms/rules?row=trunk-asr", "packages?row=studio-100", "profit")) {
            browser.go(url + "/#/" + view);
            browser.await("rows of " + view, page -> page.count("tr[data-key]") > 0);
            contrast.expectEnough(view);
        }
        browser.go(url + "/#/quote?by=account&of=studio-lumen&to=491511234567&seconds=75");
        browser.await("the price", page -> page.count(".quote h1") == 1);
        contrast.expectEnough("quote");
    }
}
