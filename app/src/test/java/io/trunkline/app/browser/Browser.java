package io.trunkline.app.browser;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import org.openqa.selenium.By;
import org.openqa.selenium.Cookie;
import org.openqa.selenium.Keys;
import org.openqa.selenium.StaleElementReferenceException;
import org.openqa.selenium.WebElement;
import org.openqa.selenium.chrome.ChromeDriver;
import org.openqa.selenium.chrome.ChromeDriverService;
import org.openqa.selenium.chrome.ChromeOptions;
import org.openqa.selenium.support.ui.WebDriverWait;

/** Chromium without a screen, with the few gestures that the tests of the page need. For one thread. */
final class Browser implements AutoCloseable {

    /** Width of the window in pixels, unless a test makes it another. */
    static final int WIDTH = 1440;

    private static final int HEIGHT = 900;
    private static final Duration LONGEST_WAIT = Duration.ofMinutes(2);
    private static final List<Path> CHROMIUM =
            List.of(Path.of("/usr/bin/chromium"), Path.of("/usr/bin/chromium-browser"));
    private static final List<Path> DRIVER =
            List.of(Path.of("/usr/bin/chromedriver"), Path.of("/usr/lib/chromium-browser/chromedriver"));

    private final ChromeDriver driver;

    private Browser(ChromeDriver driver) {
        this.driver = driver;
    }

    /** Whether Chromium and its driver are on this machine, where Debian puts them. */
    static boolean available() {
        return first(CHROMIUM).isPresent() && first(DRIVER).isPresent();
    }

    /** Starts the browser. It is told where its driver is, so that nothing is searched for or fetched. */
    static Browser open() {
        var options = new ChromeOptions();
        options.setBinary(first(CHROMIUM).orElseThrow().toFile());
        options.addArguments(
                "--headless",
                "--no-sandbox",
                "--disable-gpu",
                "--disable-dev-shm-usage",
                "--disable-background-networking",
                "--no-first-run",
                "--window-size=" + WIDTH + "," + HEIGHT);
        var service = new ChromeDriverService.Builder()
                .usingDriverExecutable(first(DRIVER).orElseThrow().toFile())
                .usingAnyFreePort()
                .build();
        return new Browser(new ChromeDriver(service, options));
    }

    private static Optional<Path> first(List<Path> places) {
        return places.stream().filter(Files::isExecutable).findFirst();
    }

    /** Opens an address. */
    void go(String url) {
        driver.get(url);
    }

    /** The part of the address after {@code #}, with it. */
    String hash() {
        return String.valueOf(driver.executeScript("return location.hash"));
    }

    /** Presses a key, wherever the focus is. */
    void press(CharSequence key) {
        driver.switchTo().activeElement().sendKeys(key);
    }

    /** Presses Escape. */
    void escape() {
        press(Keys.ESCAPE);
    }

    /** How many elements fit a CSS selector in the view that is shown. */
    int count(String selector) {
        return visible(selector).size();
    }

    /** The texts of the elements that fit, as the page holds them. */
    List<String> texts(String selector) {
        return visible(selector).stream()
                .map(element -> Optional.ofNullable(element.getDomProperty("textContent"))
                        .orElse(""))
                .toList();
    }

    /** The place of the first element among those that fit a selector that fits another one, too; -1 when none does. */
    int indexOf(String selector, String which) {
        List<WebElement> all = visible(selector);
        List<WebElement> chosen = visible(selector + which);
        return chosen.isEmpty() ? -1 : all.indexOf(chosen.getFirst());
    }

    /** The first element that fits, once there is one. */
    WebElement element(String selector) {
        return await(selector + " to be there", browser -> {
            List<WebElement> found = browser.visible(selector);
            return found.isEmpty() ? null : found.getFirst();
        });
    }

    /** Waits until a condition gives something that is neither null nor false. */
    <T> T await(String what, Function<Browser, T> condition) {
        return await(what, LONGEST_WAIT, condition);
    }

    /** The same, for a time that a test knows better. */
    <T> T await(String what, Duration longest, Function<Browser, T> condition) {
        return new WebDriverWait(driver, longest)
                .withMessage(() -> what + "; the page is at " + hash())
                .ignoring(StaleElementReferenceException.class)
                .until(ignored -> condition.apply(this));
    }

    /** Waits until the ladder has a call's end: a BYE on both sides, and what answers it. Messages may be stored after the record. */
    void awaitWholeLadder() {
        await("the whole ladder", browser -> {
            List<String> labels = browser.texts(".arrow .label");
            return labels.stream().filter("BYE"::equals).count() >= 2
                    && labels.getLast().equals("200 OK");
        });
    }

    /** Lets a script run in the page and gives its answer. */
    Object script(String text) {
        return driver.executeScript(text);
    }

    /** Shows the page as on a machine that is set to dark, or to light. */
    void dark(boolean dark) {
        driver.executeCdpCommand(
                "Emulation.setEmulatedMedia",
                Map.of("features", List.of(Map.of("name", "prefers-color-scheme", "value", dark ? "dark" : "light"))));
    }

    /** Makes the page so many pixels wide. */
    void width(int pixels) {
        driver.executeCdpCommand(
                "Emulation.setDeviceMetricsOverride",
                Map.of("width", pixels, "height", HEIGHT, "deviceScaleFactor", 1, "mobile", false));
    }

    /** Writes into a field of a form, in the place of what stands there. */
    void write(String name, String text) {
        element("[name=" + name + "]").sendKeys(Keys.chord(Keys.CONTROL, "a") + text);
    }

    /** Loads the page anew. */
    void reload() {
        driver.navigate().refresh();
    }

    /** Loads the page anew without the session; gives the session's cookies, to be put back. */
    Set<Cookie> reloadWithoutSession() {
        Set<Cookie> cookies = driver.manage().getCookies();
        driver.manage().deleteAllCookies();
        driver.navigate().refresh();
        return cookies;
    }

    /** Loads the page anew with a session that was taken away. */
    void reloadWithSession(Set<Cookie> cookies) {
        cookies.forEach(driver.manage()::addCookie);
        driver.navigate().refresh();
    }

    private List<WebElement> visible(String selector) {
        return driver.findElements(By.cssSelector("main:not([hidden]) " + selector));
    }

    @Override
    public void close() {
        driver.quit();
    }
}
