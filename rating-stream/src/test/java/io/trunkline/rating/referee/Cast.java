package io.trunkline.rating.referee;

import io.trunkline.customers.Customers;
import io.trunkline.protocol.event.Account;
import io.trunkline.protocol.event.BalanceManagement;
import io.trunkline.protocol.event.Rate;
import io.trunkline.protocol.event.RateCard;
import io.trunkline.protocol.event.Rounding;
import io.trunkline.tariff.RateTable;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;

/**
 * Who is there: Alice of {@code acme}, known by her network; Dora of {@code delta}, known by her user; Carol of {@code
 * harbour}, who never calls and in whose name the adversary speaks; and those who are called, in no account.
 */
final class Cast {

    static final String ALICE = "192.0.2.10:5060";
    static final String DORA = "203.0.113.20:5060";

    /** An application server behind the platform. */
    static final String SERVER = "198.51.100.9:5060";

    /** The platform's own addresses. */
    static final String PLATFORM_NETWORK = "198.51.100.0/24";

    /** Who calls nobody and must pay nothing. */
    static final String VICTIM = "harbour";

    static final String VICTIM_USER = "carol";
    static final String NUMBER = "31201000";
    static final String NUMBER_BEFORE_REDIRECTION = "31209999";

    private static final RateCard CARD =
            new RateCard("retail", "Retail", "EUR", "UTC", 6, Rounding.HALF_UP, "v1", 1, 1);
    private static final Rate RATE =
            new Rate("31", "Netherlands", new BigDecimal("0.60"), BigDecimal.ZERO, 1, 1, 0, 0, null, null, null);

    private Cast() {}

    /** A device that is called. */
    static String callee(int fork) {
        return "203.0.113." + (50 + fork) + ":5060";
    }

    static String uri(String number) {
        return "sip:+" + number + "@trunkline.test";
    }

    static Customers customers() {
        return Customers.of(
                List.of(
                        account("acme", "alice", List.of("192.0.2.0/24"), "49301000"),
                        account("delta", "dora", List.of(), "49302000"),
                        account(VICTIM, VICTIM_USER, List.of("198.18.0.0/24"), "49303000")),
                List.of(RateTable.of(CARD, List.of(RATE))));
    }

    private static Account account(String id, String user, List<String> networks, String number) {
        return new Account(
                id,
                id,
                "EUR",
                BalanceManagement.NONE,
                BigDecimal.ZERO,
                null,
                null,
                "retail",
                List.of(user),
                networks,
                List.of(number),
                1,
                null);
    }

    static List<String> proxyCredentials(String user) {
        return List.of("Proxy-Authorization: " + digest(user, "trunkline.test"));
    }

    static List<String> wwwCredentials(String user) {
        return List.of("Authorization: " + digest(user, "trunkline.test"));
    }

    /** Credentials of a user whom nobody knows, for a proxy on the way. */
    static List<String> strangers() {
        return elsewhere("x4711");
    }

    /** Credentials for a realm that is not the platform's. */
    static List<String> elsewhere(String user) {
        return List.of("Proxy-Authorization: " + digest(user, "elsewhere.test"));
    }

    /** What the platform asks for with a 401 or 407; nothing with others. */
    static List<String> challenge(int status) {
        String asks = "Digest realm=\"trunkline.test\", nonce=\"4f2a\"";
        return switch (status) {
            case 401 -> List.of("WWW-Authenticate: " + asks);
            case 407 -> List.of("Proxy-Authenticate: " + asks);
            default -> List.of();
        };
    }

    static List<String> joined(String user) {
        return List.of(
                "Proxy-Authorization: " + digest("x4711", "elsewhere.test") + ", " + digest(user, "trunkline.test"));
    }

    static List<String> both(List<String> first, List<String> second) {
        var both = new ArrayList<>(first);
        both.addAll(second);
        return List.copyOf(both);
    }

    private static String digest(String user, String realm) {
        return "Digest username=\"" + user + "\", realm=\"" + realm
                + "\", nonce=\"4f2a\", uri=\"sip:trunkline.test\", response=\"6629fae49393a05397450978507c4ef1\"";
    }
}
