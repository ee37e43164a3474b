package io.trunkline.app.browser;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.extension.ExtendWith;
import org.openqa.selenium.Cookie;
import org.openqa.selenium.Keys;
import org.openqa.selenium.support.ui.Select;

/** What an operator does on the page, done by Chromium against {@code trunkline run --demo}. */
@ExtendWith(SharedDemo.class)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class PageTest {

    private Browser browser;
    private String url;
    private int hepPort;

    @BeforeAll
    void takeThePage(DemoPage demo) {
        browser = demo.browser();
        url = demo.url();
        hepPort = demo.hepPort();
    }

    @Test
    void showsTheCallsThatAreUpAndTheirCostGrows() {
        browser.go(url + "/#/calls");
        browser.await("answered calls", page -> page.count("td.state[data-tone=answered]") > 0);
        String before = browser.texts(".totals dd").get(3);
        browser.await(
                "the cost of the calls to grow",
                page -> !page.texts(".totals dd").get(3).equals(before));
        assertNotEquals("0", browser.texts(".totals dd").getFirst());
        assertTrue(browser.texts("td.to").stream().allMatch(to -> to.startsWith("+")), "numbers with a plus");
    }

    @Test
    void showsThePrepaidCustomerAmongTheAccountsToLookAt() {
        browser.go(url + "/#/calls");
        browser.await("the strip of accounts", page -> page.texts(".chips .name").stream()
                .anyMatch(name -> name.contains("prepaid")));
    }

    @Test
    void opensACallFromTheRecordsToItsLadderByKeysAndGoesBack() {
        browser.go(url + "/#/cdrs/dialled?cause=normal");
        browser.await("call records", page -> page.count("tr[data-key]") > 0);
        browser.press(Keys.ARROW_DOWN);
        String id = selectedKeys().getFirst();
        browser.press(Keys.ENTER);

        browser.awaitWholeLadder();
        assertEquals("#/call/" + URLEncoder.encode(id, StandardCharsets.UTF_8), browser.hash());
        browser.await("what decided it", page -> page.count(".arrow[aria-selected=true][data-decision]") == 1);
        browser.press(Keys.HOME);
        assertTrue(browser.element(".arrow .label").getText().startsWith("INVITE"));
        String raw = browser.texts("pre.sip").getFirst();
        assertTrue(raw.startsWith("INVITE sip:"), raw);
        // A leg of a Call-ID that has another has its From tag behind it.
        assertTrue(raw.contains("Call-ID: " + id.split(";")[0]), raw);

        browser.press(Keys.ARROW_DOWN);
        browser.await(
                "the next message", page -> !page.texts("pre.sip").getFirst().equals(raw));

        browser.escape();
        browser.await("the records again", page -> page.hash().startsWith("#/cdrs/dialled"));
        assertEquals(List.of(id), selectedKeys());
    }

    @Test
    void showsOneLegOnlyWhenAsked() {
        // One that was answered has both legs; what the platform refuses never leaves it.
        browser.go(url + "/#/cdrs/dialled?cause=normal");
        browser.element("tr[data-key]");
        browser.press(Keys.ARROW_DOWN);
        browser.press(Keys.ENTER);
        browser.awaitWholeLadder();
        int both = browser.count(".arrow");
        int columns = browser.count(".ladder-heads strong");

        new Select(browser.element("select[aria-label=Leg]")).selectByValue("source");

        browser.await("the source leg", page -> page.count(".arrow") > 0 && page.count(".arrow") < both);
        assertTrue(browser.count(".ladder-heads strong") < columns, "the called side has no column in the source leg");
    }

    @Test
    void showsMarkupInASipHeaderAsText() throws IOException {
        HostileCall.play(new CaptureAgent(hepPort));
        browser.go(url + "/#/call/" + URLEncoder.encode(HostileCall.CALL_ID, StandardCharsets.UTF_8));

        browser.await("the hostile message", page -> page.count(".arrow") == 2);
        browser.await(
                "the hostile call's record", page -> page.texts(".facts dd").contains(HostileCall.MARKUP));

        assertTrue(browser.texts("pre.sip").getFirst().contains("User-Agent: " + HostileCall.MARKUP));
        assertEquals(0, browser.count("img"));
        assertEquals(0, browser.count("script"));
        assertFalse(String.valueOf(browser.script("return document.title")).contains("taken"));
    }

    @Test
    void showsWhoSendsSomethingBrokenAndWhatToDoAboutIt() throws IOException {
        byte[] garbage = "this is not HEP".getBytes(StandardCharsets.US_ASCII);
        try (var socket = new DatagramSocket()) {
            socket.send(new DatagramPacket(garbage, garbage.length, InetAddress.getLoopbackAddress(), hepPort));
        }
        browser.go(url + "/#/collectors");
        browser.await("an agent that sends", page -> page.count("td.state[data-tone=good]") > 0);
        browser.await("the one in trouble", page -> page.count("tr[data-tone=bad]") > 0);
        assertTrue(browser.texts(".collector-strip h2").getFirst().contains("udp 127.0.0.1:" + hepPort));
        assertEquals(0, browser.count(".problems"));

        browser.element("tr[data-tone=bad]").click();
        browser.press(Keys.ENTER);

        browser.await("the reason and the advice", page -> page.texts(".problems li").stream()
                .anyMatch(text -> text.contains("not-hep") && text.contains("look for what sends it")));
        browser.escape();
        browser.await("the panel to close", page -> page.count(".problems") == 0);
    }

    @Test
    void showsAnAgentAmberOnceItHasNotSentForThreeTimesItsUsualInterval() throws IOException {
        var agent = new CaptureAgent(hepPort, 2099);
        browser.go(url + "/#/collectors?find=2099");
        var call = new ForeignCall("amber-1@192.0.2.77");
        call.begin(agent);
        // Its usual interval is reckoned from the collector's start: it is the shortest however long the demo runs.
        call.inform(agent, 60);
        browser.await(
                "the agent that sends", page -> page.count("td.state:is([data-tone=good], [data-tone=idle])") == 1);

        browser.await(
                "it to be late", page -> page.texts("td.state[data-tone=late]").equals(List.of("late")));

        assertEquals(
                true,
                browser.script(
                        "const probe = document.createElement('i');"
                                + " probe.style.color = 'var(--watch)'; document.body.append(probe);"
                                + " const amber = getComputedStyle(probe).color; probe.remove();"
                                + " return getComputedStyle(document.querySelector('td.state[data-tone=late]')).color === amber"),
                "amber");
        browser.await("it to be silent", page -> page.count("td.state[data-tone=quiet]") == 1);
        call.hangUp(agent);
        browser.await("it to send again", page -> page.count("td.state:is([data-tone=good], [data-tone=idle])") == 1);
    }

    @Test
    void asksForTheTokenWhenTheSessionIsOver() {
        browser.go(url + "/#/accounts");
        browser.await("accounts", page -> page.count("tr[data-key]") > 0);
        Set<Cookie> session = browser.reloadWithoutSession();
        try {
            browser.element("input[type=password]");
            assertEquals(0, browser.count("tr[data-key]"));
        } finally {
            browser.reloadWithSession(session);
        }
        browser.await("accounts again", page -> page.count("tr[data-key]") > 0);
    }

    @Test
    void testsARegisteredEndpointByKeysAndGoesBack() {
        openEndpoint("lab101");
        browser.await("the sentence on it", page -> page.texts(".endpoint-verdict").stream()
                .anyMatch(text -> text.startsWith("Registered until")));

        browser.press("s");

        browser.await("the steps, as they come", page -> page.count(".test-steps li") >= 3);
        browser.await("the verdict of the test", page -> page.texts(".test-verdict").stream()
                .anyMatch(text -> text.contains("It answers 200 OK")));
        assertTrue(browser.count(".test .arrow") >= 10, "its messages as a ladder");
        browser.await("the sentence to say so", page -> page.texts(".endpoint-verdict").stream()
                .anyMatch(text -> text.startsWith("Reachable: it answered")));
        assertEquals(
                browser.script("return document.documentElement.clientWidth"),
                browser.script("return document.documentElement.scrollWidth"),
                "nothing reaches beyond the window");

        browser.escape();
        browser.await("the registrations again", page -> page.hash().startsWith("#/registrations?find=lab101"));
    }

    @Test
    void showsTheFiguresOfAnEarlierMtrTestAsBars() {
        openEndpoint("lab101");
        browser.press("m");
        browser.await(
                "the first hop, or why there is none",
                page -> page.count(".hops tbody tr, .test-steps li[data-result=fail]") > 0);
        assumeTrue(
                browser.count(".hops tbody tr") > 0,
                "mtr is not there, or may not send: " + browser.texts(".test-steps li"));
        browser.element(".test .heading button").click();
        browser.await("its end", page -> page.count(".test-verdict") == 1);

        browser.reload();
        browser.element(".earlier button").click();

        browser.await("the way of packets again", page -> page.count(".hops tbody tr") > 0);
        assertEquals(
                List.of(),
                browser.script("return [...document.querySelectorAll('.hops td:nth-child(4)')].filter(cell => {"
                        + " const [room, bar] = ['.bar-room', '.bar-fill'].map(part => cell.querySelector(part).clientWidth);"
                        + " return Math.abs(bar / room - parseFloat(cell.textContent) / 100) > 0.05;"
                        + "}).map(cell => cell.textContent)"),
                "bars as long as the loss that stands beside them");
    }

    @Test
    void saysInASentenceWhatIsWrongWithAnEndpoint() {
        openEndpoint("lab105");
        browser.await("the wrong password", page -> page.texts(".endpoint-verdict").stream()
                .anyMatch(text -> text.startsWith("Wrong password since")));
        browser.await("its failures", page -> page.count(".timeline li[data-event=failed]") > 0);
    }

    @Test
    void showsOnThePageOfAnEndpointTheLastCallsThatItMade() {
        browser.go(url + "/#/cdrs/dialled?cause=normal");
        browser.await("call records", page -> page.count("tr[data-key] td.from") > 0);
        String user = browser.texts("td.from").getFirst();
        openEndpoint(user);

        browser.await("its last calls", page -> page.count(".timeline [data-call=made] a[href^='#/call/']") > 0);
        browser.element(".timeline [data-call=made] a").click();
        browser.await("one of them", page -> page.texts("h1").stream().anyMatch(text -> text.startsWith(user)));
    }

    @Test
    void leadsFromThePageOfAnEndpointToTheCallsThatItReceived() {
        browser.go(url + "/#/registrations");
        String[] found = browser.await("a call to an endpoint", page -> (String) page.script("""
                return Promise.all(['cdrs?view=received&limit=1000', 'registrations?limit=1000']
                    .map((path) => fetch('api/v1/' + path).then((answer) => answer.json())))
                  .then(([calls, endpoints]) => calls.items
                    .map((call) => [endpoints.items.find(({ receivedFrom }) => receivedFrom === call.target), call])
                    .filter(([endpoint]) => endpoint !== undefined)
                    .map(([endpoint, call]) => endpoint.id + ' ' + call.id)[0] ?? null);"""))
                .split(" ");
        browser.go(url + "/#/registrations/" + found[0]);
        browser.element("a[href^='#/cdrs/all?registrationId=']").click();
        browser.await("the call among all of them", page -> page.count("tr[data-key='" + found[1] + "']") == 1);
    }

    @Test
    void leadsFromTheFigureOfABadTrunkToWhyItsCallsFailed() {
        browser.go(url + "/#/quality/trunk");
        browser.await("the bad trunk", page -> page.count("tr[data-key='203.0.113.51'] td.asr a") == 1);
        browser.await("its last hour", page -> page.count("tr[data-key='203.0.113.51'] td.hour canvas") == 1);

        browser.element("tr[data-key='203.0.113.51'] td.asr a").click();

        browser.await(
                "its calls",
                page -> page.hash().startsWith("#/cdrs/all?trunk=203.0.113.51&since=")
                        && page.hash().endsWith("group=cause"));
        browser.await("call records", page -> page.count("tr[data-key]") > 0);
    }

    @Test
    void showsAnAlarmEverywhereAndLetsItBeAcknowledgedByKeys() {
        browser.go(url + "/#/collectors");
        put("alarm-rules/trunk-asr", "{\"threshold\":\"1\",\"least\":2}");
        browser.await("the badge in the head", page -> String.valueOf(
                        page.script("return document.querySelector('.alarm-badge').textContent"))
                .contains("alarm"));

        browser.go(url + "/#/alarms");
        browser.await("an alarm that nobody has seen", page -> page.count("td.state[data-tone=bad]") > 0);
        browser.press(Keys.ARROW_DOWN);
        String alarm = selectedKeys().getFirst();
        browser.await("what raised it", page -> page.count(".alarm-pane h1") == 1);
        browser.press("a");

        browser.await("that it was seen", page -> page.texts("tr[data-key='" + alarm + "'] td.state").stream()
                .anyMatch(text -> text.equals("acknowledged") || text.equals("over")));
    }

    @Test
    void findsAnAlarmAmongThoseOfAPastTime() {
        browser.go(url + "/#/collectors");
        put("alarm-rules/trunk-asr", "{\"threshold\":\"1\",\"least\":2}");
        browser.go(url + "/#/alarms/past?since=2026-01-01T00:00:00.000Z&find=trunk-asr");
        browser.await("the alarms of that time", page -> page.count("tr[data-key]") > 0);

        browser.press(Keys.ARROW_DOWN);

        browser.await("what raised it", page -> page.count(".alarm-pane h1") == 1);
        assertTrue(browser.hash().startsWith("#/alarms/past?since=2026-01-01T00%3A00%3A00.000Z&find=trunk-asr&row="));
        browser.element("nav a[href='#/alarms']").click();
        browser.await("those that are up", page -> page.hash().equals("#/alarms"));
    }

    @Test
    void callsATrunkByItsNameOnceItHasOne() {
        browser.go(url + "/#/collectors");
        put("address-names/203.0.113.21", "{\"name\":\"carrier north\"}");
        browser.go(url + "/#/quality/trunk");
        browser.await("its name", page -> page.texts("tr[data-key='203.0.113.21'] td.key")
                .equals(List.of("carrier north")));
        browser.go(url + "/#/calls?find=carrier+north");
        browser.await("calls that go there", page -> page.texts("td.target").contains("carrier north"));
    }

    private void put(String path, String body) {
        Object status = browser.script("return fetch('api/v1/" + path + "', {method: 'PUT',"
                + " headers: {'Content-Type': 'application/json'}, body: '" + body + "'})"
                + ".then(response => response.status)");
        assertEquals(2, ((Number) status).longValue() / 100, path);
    }

    @Test
    void findsAnEndpointFromAnywhereByOneSearch() {
        browser.go(url + "/#/collectors");
        browser.await("the collectors", page -> page.count("tr[data-key]") > 0);
        browser.press("/");
        browser.press("lab101 last hour");
        browser.await("what was understood", page -> String.valueOf(
                        page.script("return document.querySelector('.search .understood').textContent"))
                .startsWith("a user, account or Call-ID: lab101, calls since"));
        browser.await("what was found", page -> Long.valueOf(1)
                .equals(page.script("return document.querySelectorAll('.search li a').length")));

        browser.press(Keys.ENTER);

        browser.await("the registrations", page -> page.hash().equals("#/registrations?find=lab101"));
        browser.await("the only one that fits", page -> page.count("tr[data-key]") == 1);
    }

    @Test
    void takesWhoSaysSinceWhenToTheRecordsAndSaysTheTimeInTheSameWords() {
        browser.go(url + "/#/cdrs/dialled?number=4477*");
        browser.await("such calls", page -> page.count("tr[data-key]") > 0);
        browser.press("/");
        browser.press("+4477 since midnight");
        browser.await("calls of the past first", page -> String.valueOf(
                        page.script("return document.querySelector('.search li a')?.textContent"))
                .contains("calls from or to +4477"));

        browser.press(Keys.ENTER);

        browser.await("the records", page -> page.hash().startsWith("#/cdrs/dialled?number=4477*&since="));
        assertEquals(
                "midnight",
                browser.element("select[aria-label=Period]").getDomProperty("value"),
                "the period by its name");
    }

    @Test
    void keepsTheOrderAndTheSelectedRowInTheAddressThatIsCopied() {
        browser.go(url + "/#/cdrs/dialled");
        browser.await("call records", page -> page.count("tr[data-key]") > 0);
        // The newest on top: an old one may have left the first page by the time the address is opened.
        browser.element("th.started button").click();
        browser.element("th.started button").click();
        browser.press(Keys.ARROW_DOWN);
        List<String> selected = selectedKeys();
        browser.press("l");
        browser.await("that it was copied", page -> "Copied"
                .equals(page.script("return document.querySelector('.copy-link').textContent")));
        String copied = String.valueOf(browser.script("return location.href"));
        assertTrue(copied.contains("sort=-started&row="), copied);

        browser.go("about:blank");
        browser.go(copied);

        browser.await("the same row", page -> page.count("tr[aria-selected=true]") == 1);
        assertEquals(selected, selectedKeys());
        assertEquals(1, browser.count("th.started[aria-sort=descending]"));
    }

    @Test
    void keepsTheMessagesOfACallThatAreComparedInTheAddressThatIsCopied() {
        browser.go(url + "/#/cdrs/dialled?cause=normal");
        browser.element("tr[data-key]");
        browser.press(Keys.ARROW_DOWN);
        browser.press(Keys.ENTER);
        browser.awaitWholeLadder();
        browser.await("what decided it", page -> page.count(".arrow[aria-selected=true][data-decision]") == 1);
        assertFalse(browser.hash().contains("?"), "nobody chose a message: " + browser.hash());
        browser.press(Keys.HOME);
        // The second has a long name: 407 Proxy Authentication Required, or the 100 of a switch that likes to talk.
        browser.press(Keys.ARROW_DOWN);
        browser.press("c");
        browser.press(Keys.ARROW_DOWN);
        browser.await("the address to say so", page -> page.hash().matches(".*\\?message=[3-9]&compare=2"));
        assertEquals(
                List.of(true, true),
                browser.script("return [document.documentElement, document.querySelector('.message')]"
                        + ".map(room => room.scrollWidth === room.clientWidth)"),
                "nothing reaches beyond the window, nor beyond the pane");
        String shown = browser.texts("pre.sip").getFirst();
        String copied = String.valueOf(browser.script("return location.href"));

        browser.go("about:blank");
        browser.go(copied);

        browser.await("the comparison", page -> page.texts("pre.sip").equals(List.of(shown)));
        assertEquals(1, browser.indexOf(".arrow", ".compared"));
        browser.escape();
        browser.await("one message alone", page -> page.hash().matches(".*\\?message=\\d+"));
        browser.escape();
        browser.await("the records", page -> page.hash().startsWith("#/cdrs/dialled"));
    }

    @Test
    void leadsFromACallToTheNextOfItsListAndBackToThatRow() {
        browser.go(url + "/#/cdrs/dialled?cause=normal");
        browser.await("call records", page -> page.count("tr[data-key]") > 2);
        browser.press(Keys.ARROW_DOWN);
        browser.press(Keys.ENTER);
        browser.await("the call", page -> page.hash().startsWith("#/call/"));
        String first = browser.hash();

        browser.press("j");
        browser.await("the next call", page -> !page.hash().equals(first));
        String second = browser.hash();
        browser.press("k");
        browser.await("the first again", page -> page.hash().equals(first));
        browser.press("j");
        browser.await("the next again", page -> page.hash().equals(second));
        browser.escape();

        browser.await("its row in the records", page -> page.count("tr[aria-selected=true]") == 1);
        assertEquals(second, "#/call/" + URLEncoder.encode(selectedKeys().getFirst(), StandardCharsets.UTF_8));
    }

    @Test
    void leavesColumnsOutWhereTheyHaveNoRoomInsteadOfScrollingSideways() {
        try {
            for (int width : List.of(1024, 1280, 1440, 1920)) {
                browser.width(width);
                for (String view : List.of(
                        "calls?group=trunk",
                        "cdrs/dialled",
                        "accounts",
                        "accounts/harbour-taxi",
                        "alarms/rules?row=trunk-asr")) {
                    browser.go(url + "/#/" + view);
                    browser.await("rows of " + view, page -> page.count("tr[data-key]") > 0);
                    browser.await(
                            "no way sideways in " + view + " at " + width,
                            page -> Boolean.TRUE.equals(
                                    page.script("const list = document.querySelector('main:not([hidden]) .scroll');"
                                            + " const page = document.documentElement;"
                                            + " return list.scrollWidth === list.clientWidth"
                                            + " && page.scrollWidth === page.clientWidth"
                                            + " && page.scrollHeight === page.clientHeight")));
                }
                for (String view : List.of("calls", "cdrs/dialled")) {
                    browser.go(url + "/#/" + view);
                    browser.await("rows of " + view, page -> page.count("tr[data-key]") > 0);
                    assertEquals(width == 1920, browser.count("th.rate, th.billed") == 1, view + " at " + width);
                }
            }
        } finally {
            browser.width(Browser.WIDTH);
        }
    }

    @Test
    void comesBackToAFilteredListAsItWasLeft() {
        browser.go(url + "/#/accounts");
        browser.await("accounts", page -> page.count("tr[data-key]") > 1);
        browser.press("f");
        browser.press("kestrel");
        browser.await("the only one that fits", page -> page.count("tr[data-key]") == 1);
        browser.press(Keys.ENTER);
        browser.press(Keys.ARROW_DOWN);
        String list = "#/accounts?find=kestrel&row=kestrel-insurance";
        browser.await("the address to say so", page -> page.hash().equals(list));
        browser.press(Keys.ENTER);
        browser.await("the account", page -> page.hash().equals("#/accounts/kestrel-insurance"));

        browser.script("history.back()");
        browser.await("the list as it was left", page -> page.hash().equals(list) && page.count("tr[data-key]") == 1);
        assertEquals(List.of("kestrel-insurance"), selectedKeys());

        browser.script("history.forward()");
        browser.await("the account again", page -> page.hash().equals("#/accounts/kestrel-insurance"));
        browser.escape();
        browser.await("the list again", page -> page.hash().equals(list));
    }

    @Test
    void saysWhereElseToLookWhenNothingFitsTheFilter() {
        for (String view : List.of("calls", "registrations", "packages")) {
            browser.go(url + "/#/" + view + "?find=no-such-thing");
            browser.await("a word on it in " + view, page -> page.texts(".empty:not([hidden]) h2")
                    .equals(List.of("Nothing here fits the filter")));
        }
    }

    @Test
    void countsTheLiveCallsInGroupsAndShowsOneAlone() {
        browser.go(url + "/#/calls?group=account");
        browser.await("groups", page -> page.count(".groups a") > 1);

        // The groups are drawn anew every few seconds, and a click may miss the one that was there.
        browser.script("document.querySelector('.groups a').click()");

        browser.await("the address to say so", page -> page.hash().startsWith("#/calls?group=account&only="));
        String alone = shownAlone(browser.hash());
        browser.await(
                "its calls alone",
                page -> page.count("tr[data-key]") > 0
                        && page.texts("tr[data-key]:not([data-tone=leg]) td.account").stream()
                                .allMatch(alone::equals));
        browser.escape();
        browser.await("all of them again", page -> page.hash().equals("#/calls?group=account"));
    }

    /** Which group the address shows alone. */
    private static String shownAlone(String hash) {
        return hash.substring(hash.indexOf("only=") + "only=".length());
    }

    @Test
    void leadsFromTheMoneyOfAMonthToTheAccountAndBack() {
        browser.go(url + "/#/finance");
        browser.await("what was booked", page -> page.count("tr[data-key] td.total") > 0);
        browser.press(Keys.ARROW_DOWN);
        String account = browser.texts("tr[aria-selected=true] td.account").getFirst();
        browser.press(Keys.ENTER);
        browser.await("the account", page -> page.hash().equals("#/accounts/" + account));
        browser.escape();
        browser.await("the report again", page -> page.hash().startsWith("#/finance?row="));
    }

    @Test
    void showsTheWallWithoutAHandOnIt() {
        browser.go(url + "/?wall");
        browser.await("calls on the wall", page -> page.count(".wall-calls tbody tr") > 0);
        browser.await("trunks beside them", page -> page.count(".wall-quality tbody tr") > 0);
        browser.await("the alarms beside them", page -> page.count(".wall-alarms li") > 0);
        assertEquals("0", String.valueOf(browser.script("return document.querySelector('.head').offsetHeight")));
        assertEquals(
                List.of(true, true),
                browser.script("const {scrollHeight, clientHeight, scrollWidth, clientWidth} ="
                        + " document.querySelector('.wall');"
                        + " return [scrollHeight <= clientHeight, scrollWidth <= clientWidth]"),
                "nothing is to be scrolled to");
        browser.await(
                "the attempts of the last hour as a chart",
                page -> Boolean.TRUE.equals(page.script("const chart = document.querySelector('.wall-chart canvas');"
                        + " return chart !== null && chart.width > 100 && chart.getContext('2d')"
                        + ".getImageData(0, 0, chart.width, chart.height).data.some(value => value > 0)")));
        String up = browser.texts("dl dd").getFirst();
        browser.await(
                "the figures to move", page -> !page.texts("dl dd").getFirst().equals(up));

        browser.escape();
        browser.await("the live calls", page -> page.hash().equals("#/calls") && page.count(".totals") == 1);
    }

    @Test
    void showsEveryTextWithEnoughContrastInLightAndInDark() {
        var contrast = Contrast.in(browser);
        for (String view :
                List.of("calls", "cdrs/dialled", "quality/trunk", "registrations", "collectors", "accounts")) {
            browser.go(url + "/#/" + view);
            browser.await("rows of " + view, page -> page.count("tr[data-key]") > 0);
            browser.press(Keys.ARROW_DOWN);
            contrast.expectEnough(view);
        }
        browser.go(url + "/#/alarms/rules?row=trunk-asr");
        browser.await("the rule in its form", page -> page.count("[name=threshold]") == 1);
        contrast.expectEnough("alarm rules");
        openEndpoint("lab105");
        browser.await("its failures", page -> page.count(".timeline li[data-event=failed]") > 0);
        contrast.expectEnough("endpoint");
        browser.go(url + "/#/accounts/harbour-taxi");
        browser.await("the account's statement", page -> page.count("tr[data-key]") > 0);
        contrast.expectEnough("account");
        browser.go(url + "/?wall");
        browser.await("calls on the wall", page -> page.count(".wall-calls tbody tr") > 0);
        contrast.expectEnough("wall");
    }

    /** By the filter of the list and Enter, as somebody without a mouse does. */
    private void openEndpoint(String user) {
        browser.go(url + "/#/registrations");
        browser.await("the registrations", page -> page.count("tr[data-key]") > 0);
        browser.press("f");
        browser.press(Keys.chord(Keys.CONTROL, "a") + user);
        browser.await("the only one that fits", page -> page.count("tr[data-key]") == 1);
        browser.press(Keys.ENTER);
        browser.press(Keys.ARROW_DOWN);
        browser.press(Keys.ENTER);
        browser.await("its page", page -> page.texts("h1").stream().anyMatch(text -> text.startsWith(user)));
    }

    private List<String> selectedKeys() {
        return List.of(browser.element("tr[aria-selected=true]").getDomAttribute("data-key"));
    }
}
