/**
 * The page in a real browser, against the whole system with its simulated exchange. Open {@link
 * io.trunkline.app.browser.PageTest} first; {@link io.trunkline.app.browser.Browser} is the browser as it sees it.
 */
package io.trunkline.app.browser;
