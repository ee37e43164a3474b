/**
 * The product against a real switch: Kamailio as registrar and proxy, telephones and a gateway played by SIPp, and
 * nothing simulated between them and the HTTP API.
 *
 * <p>Open {@code KamailioEndToEndTest} first. {@code KamailioSwitch} runs the switch, {@code Phone} and {@code Gateway}
 * are the two sides of a call. {@code AskedOnceTest} alone stands in for the API, to let a question wait. Where Kamailio or
 * SIPp is not installed, these tests are skipped and say so.
 */
package io.trunkline.app.e2e;
