package io.trunkline.app.browser;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.extension.ExtendWith;
import org.openqa.selenium.Keys;

/** What the page makes of the demo's calls that are not as in the book, and of those that an operator ends. */
@ExtendWith(SharedDemo.class)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class OddCallsTest {

    /** Any call of the demo may be hung up in the moment in which an operator ends it. */
    private static final int CALLS_TRIED = 8;

    private static final String QUESTION = ".ask-first [role=group]:not([hidden])";

    private Browser browser;
    private DemoCalls calls;
    private CaptureAgent agent;
    private String url;

    @BeforeAll
    void takeThePage(DemoPage demo) {
        browser = demo.browser();
        calls = new DemoCalls(browser);
        agent = new CaptureAgent(demo.hepPort());
        url = demo.url();
    }

    @Test
    void showsACallThroughABackToBackUserAgentAsOne() {
        browser.go(url + "/#/calls?find=b2bua-");
        browser.await(
                "its other leg beneath it",
                DemoCalls.ODD_ONES_COME_WITHIN,
                page -> page.count("tr[data-tone=leg]") > 0);

        JsonNode cdr = calls.odd("b2bua-", record -> record.path("accountId").isTextual());
        openCall(cdr);

        assertEquals(3, browser.count(".ladder-heads strong"), "caller, platform and called side");
        browser.await("its other leg", page -> page.count(".facts .legs a") == 1);
        browser.element(".facts .legs a").click();
        browser.await("the other leg, and who pays", page -> page.texts(".price p").stream()
                .anyMatch(text -> text.startsWith("A leg that the platform made: the call is charged once")));
        browser.element(".price a").click();
        browser.await("the caller's leg again", page -> page.texts(".price tfoot td").stream()
                .anyMatch(text -> text.endsWith(cdr.path("currency").asText())));
    }

    @Test
    void marksAStrayInTheLadderAndSaysThatItMovedNothing() {
        openCall(calls.odd("stray-", record -> true));

        assertEquals(List.of("answered"), browser.texts(".heading .badge"));
        assertEquals(List.of("good"), decisionTones(), "a BYE decided it");
        assertEquals(1, browser.count(".arrow.stray"));
        assertTrue(browser.texts(".arrow.stray .label").getFirst().startsWith("stray · 486"));
        browser.element(".arrow.stray .label").click();
        browser.await("its flag in words", page -> page.texts(".message .flags")
                .equals(List.of("stray: of no transaction and no dialog of the call; it moved nothing")));
    }

    @Test
    void showsThatARefusedByeDidNotEndTheCall() {
        JsonNode cdr = calls.odd("refused-bye-", record -> true);
        openCall(cdr);

        List<String> labels = browser.texts(".arrow .label");
        int refusal = labels.indexOf("403 Forbidden");
        assertEquals("BYE", labels.get(refusal - 1), labels::toString);
        assertEquals(List.of("403 Forbidden"), browser.texts(".arrow.failure .label"));
        int decision = browser.indexOf(".arrow", "[data-decision]");
        assertEquals("BYE", labels.get(decision), labels::toString);
        assertTrue(decision > refusal, "a later one ended it: " + labels);
        assertTrue(browser.texts(".cause").getFirst().endsWith("hung up"));
        assertTrue(browser.texts("pre.sip").getFirst().startsWith("BYE "), "opens on what decided it");
    }

    @Test
    void showsHowTheMediaOfACallArrivedForBothSides() {
        openCall(calls.odd("stray-", record -> true));

        browser.await("who heard what", page -> page.texts(".media h3")
                .containsAll(List.of("What the caller heard", "What the called side heard")));
        assertTrue(browser.count(".media .score") >= 2);
        assertTrue(
                browser.texts(".media dd").stream()
                        .anyMatch(text -> text.matches("\\d+\\.\\d ms, at most \\d+\\.\\d ms")),
                "jitter: " + browser.texts(".media dd"));
        assertTrue(
                browser.texts(".media dd").stream().anyMatch(text -> text.endsWith(", agent 2003")),
                "the relay reported it: " + browser.texts(".media dd"));
    }

    @Test
    void endsACallForAnOperatorWhoIsAskedFirst() {
        String ended = null;
        for (int tried = 0; ended == null && tried < CALLS_TRIED; tried++) {
            String id = calls.newestAnswered();
            ended = orderEnd(id) && calls.cause(id).equals("ended-by-operator") ? id : null;
        }
        assertNotNull(ended, "none of " + CALLS_TRIED + " calls was ended by the operator");

        browser.go(url + "/#/call/" + URLEncoder.encode(ended, StandardCharsets.UTF_8));
        browser.await("by whom", page -> page.texts(".cause").stream()
                .anyMatch(text -> text.startsWith("Ended by operator admin at ")));
        assertTrue(browser.texts(".facts dd").contains("the platform"));
    }

    @Test
    void givesTheKeysBackToTheListWhenACallIsNotToEnd() throws IOException {
        var foreign = new ForeignCall("foreign-6@192.0.2.77");
        foreign.begin(agent);
        browser.go(url + "/#/calls?find=" + foreign.callId());
        browser.await("the call", page -> page.texts("td.state").equals(List.of("answered")));
        browser.press(Keys.ARROW_DOWN);
        for (int width : List.of(1024, Browser.WIDTH)) {
            browser.width(width);
            browser.press("e");
            assertEquals(1, browser.count(QUESTION));
            assertEquals(
                    true,
                    browser.script(
                            "const page = document.documentElement;" + " return page.scrollWidth === page.clientWidth"),
                    "the question has room at " + width);
            browser.escape();
        }
        assertEquals(0, browser.count(QUESTION));
        browser.press(Keys.ENTER);

        browser.await("the call's page", page -> page.hash().startsWith("#/call/"));
        foreign.hangUp(agent);
    }

    @Test
    void saysWhyACallCannotBeEnded() throws IOException {
        var foreign = new ForeignCall("foreign-1@192.0.2.77");
        foreign.begin(agent);
        browser.go(url + "/#/calls?find=" + foreign.callId());
        browser.await("the call", page -> page.texts("td.state").equals(List.of("answered")));
        browser.press(Keys.ARROW_DOWN);
        browser.press("e");
        assertEquals(1, browser.count(QUESTION));

        foreign.hangUp(agent);
        browser.await("its end", page -> !calls.isAnswered(foreign.callId()));
        browser.element(QUESTION + " button").click();

        browser.await("the reason", page -> page.texts(".ask-first [role=status]").stream()
                .anyMatch(text -> text.endsWith("the call has ended already")
                        || text.endsWith("no call " + foreign.callId() + " is up or has just ended")));
    }

    @Test
    void tellsWhoWantedACallEndedThatTheSwitchWouldNot() throws IOException {
        var foreign = new ForeignCall("foreign-2@192.0.2.77");
        foreign.begin(agent);
        browser.go(url + "/#/calls?find=" + foreign.callId());
        browser.await("the call", page -> page.texts("td.state").equals(List.of("answered")));
        browser.press(Keys.ARROW_DOWN);
        browser.press("e");
        browser.press(Keys.ENTER);

        browser.await("what the switch said", page -> page.texts(".ask-first [role=status]")
                .equals(List.of("not ended: the switch knows no such call")));
        browser.await("its row to stand out", page -> page.count("tr[data-tone=not-ended]") == 1);
        browser.go(url + "/#/call/" + foreign.callId());
        browser.await("its page to say so", page -> page.texts(".cause").stream()
                .anyMatch(text -> text.startsWith("Not ended at ")
                        && text.endsWith(", as admin wanted: the switch knows no such call." + " The call goes on.")));

        foreign.hangUp(agent);
    }

    /** Nobody loads anything anew: the page asks by itself. */
    @Test
    void growsTheLadderOfACallThatIsUp() throws IOException {
        var foreign = new ForeignCall("foreign-3@192.0.2.77");
        foreign.begin(agent);
        browser.go(url + "/#/call/" + foreign.callId());
        browser.await("its first messages", page -> page.texts(".arrow .label").size() == 2);
        browser.await("that it is up", page -> page.texts(".heading .badge").equals(List.of("answered")));
        browser.script("window.untouched = true");

        foreign.hangUp(agent);

        browser.await("its last messages", page -> page.texts(".arrow .label").size() == 4);
        browser.await("what decided it", page -> page.count(".arrow[aria-selected=true][data-decision=good]") == 1);
        assertEquals(true, browser.script("return window.untouched === true"), "the page was not loaded anew");
    }

    @Test
    void drawsOfALongLadderWhatIsInSightWhereverOneGoes() throws IOException {
        var foreign = new ForeignCall("foreign-5@192.0.2.77");
        foreign.begin(agent);
        foreign.inform(agent, 60);
        browser.go(url + "/#/call/" + foreign.callId());
        browser.await("its messages", page -> page.count(".arrow[aria-setsize='122']") > 0);
        assertTrue(browser.count(".arrow") < 122, "not all at once");

        browser.press(Keys.END);
        browser.await("the last one in sight", page -> isInSight(page, 122));
        assertEquals("true", browser.element(".arrow[aria-posinset='122']").getDomAttribute("aria-selected"));
        browser.press(Keys.ARROW_UP);
        assertEquals(
                List.of("121"),
                List.of(browser.element(".arrow[aria-selected=true]").getDomAttribute("aria-posinset")));

        browser.script("document.querySelector('.ladder').scrollTop = 0");
        browser.await("the first one in sight", page -> isInSight(page, 1));
        assertEquals(0, browser.count(".arrow[aria-posinset='122']"), "far away");

        foreign.hangUp(agent);
        browser.await("its end", page -> page.count(".arrow[aria-setsize='124']") > 0);
        assertTrue(isInSight(browser, 1), "it stays where somebody looks");
    }

    private static boolean isInSight(Browser page, int place) {
        return Boolean.TRUE.equals(
                page.script("const arrow = document.querySelector(\".arrow[aria-posinset='" + place + "']\");"
                        + " const ladder = document.querySelector('.ladder').getBoundingClientRect();"
                        + " const {top, bottom} = arrow?.getBoundingClientRect() ?? {top: 0, bottom: 0};"
                        + " return top >= ladder.top && bottom <= ladder.bottom && bottom > top"));
    }

    @Test
    void foldsRetransmissionsAndShowsThemByAKeyAlsoFromACheckbox() throws IOException {
        var foreign = new ForeignCall("foreign-4@192.0.2.77");
        foreign.beginAtTheSecondTry(agent);
        browser.go(url + "/#/call/" + foreign.callId());
        browser.await("that it is up", page -> page.texts(".heading .badge").equals(List.of("answered")));
        foreign.hangUp(agent);
        browser.await("what decided it", page -> page.count(".arrow[aria-selected=true][data-decision=good]") == 1);
        List<String> folded = List.of("INVITE ×2", "200 OK", "BYE", "200 OK");
        browser.await("its messages", page -> page.texts(".arrow .label").equals(folded));
        int decided = browser.indexOf(".arrow", "[data-decision]");

        browser.press("r");

        browser.await("the retransmission", page -> page.texts(".arrow .label")
                .equals(List.of("INVITE", "INVITE", "200 OK", "BYE", "200 OK")));
        assertEquals(decided + 1, browser.indexOf(".arrow", "[aria-selected=true]"), "the same message is selected");

        // A checkbox takes the space bar alone: every other key is the view's.
        browser.script("document.querySelector('.redact input').focus()");
        browser.press(" ");
        assertEquals(true, browser.script("return document.querySelector('.redact input').checked"));
        browser.press("r");
        browser.await(
                "it to be folded again", page -> page.texts(".arrow .label").equals(folded));
        browser.press(Keys.HOME);
        browser.await("the first message", page -> page.indexOf(".arrow", "[aria-selected=true]") == 0);
        assertEquals(true, browser.script("return document.querySelector('.redact input').checked"));
    }

    /** Opens a call of which all has been stored, and waits for its ladder to say what decided it. */
    private void openCall(JsonNode cdr) {
        String id = URLEncoder.encode(cdr.path("id").asText(), StandardCharsets.UTF_8);
        browser.go(url + "/#/call/" + id);
        browser.awaitWholeLadder();
        browser.await("what decided it", page -> page.count(".arrow[aria-selected=true][data-decision]") == 1);
    }

    private List<String> decisionTones() {
        return List.of(browser.element(".arrow[data-decision]").getDomAttribute("data-decision"));
    }

    /** By keys alone; false when the call was over too soon. */
    private boolean orderEnd(String id) {
        browser.go(url + "/#/calls?find=" + URLEncoder.encode(id, StandardCharsets.UTF_8));
        browser.await(
                "the call, or its end",
                page -> page.texts("td.state").contains("answered")
                        || !calls.cause(id).isEmpty());
        browser.press(Keys.ARROW_DOWN);
        browser.press("e");
        if (browser.count(QUESTION) == 0) {
            return false;
        }
        assertTrue(browser.texts(QUESTION).getFirst().startsWith("End the call of "));
        browser.press(Keys.ENTER);
        String word = browser.await("a word on the order", page -> page.texts(".ask-first [role=status]").stream()
                .filter(text -> !text.isBlank() && !text.endsWith("asked…"))
                .findFirst()
                .orElse(null));
        browser.await("its end", page -> !calls.cause(id).isEmpty());
        return word.contains("ordered");
    }
}
