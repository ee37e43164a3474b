package io.trunkline.benchmarks.pipeline.product;

import com.fasterxml.jackson.databind.JsonNode;
import io.trunkline.app.api.ApiClient;
import io.trunkline.benchmarks.pipeline.traffic.Traffic;
import io.trunkline.exchange.CallTemplate;
import io.trunkline.exchange.Subscriber;
import io.trunkline.protocol.Json;
import java.io.IOException;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.net.http.HttpRequest.BodyPublishers;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;

/**
 * The accounts of a load run, set up and paid for through the API, as an operator would do it. It remembers every
 * payment that was taken. Not for several threads at once, but for {@link #paid}.
 */
public final class Customers {

    /** How often the poor pay while calls are played. */
    public static final int SECONDS_BETWEEN_TOP_UPS = 10;

    private static final BigDecimal PLENTY = new BigDecimal("1000000");
    private static final BigDecimal PLENTY_OF_A_RESELLER = new BigDecimal("100000000");
    private static final BigDecimal CREDIT = new BigDecimal("50");

    /** Of accounts as many as a file may have. */
    private static final int LINES_OF_A_FILE = 100_000;

    private final ApiClient api;
    private final List<LoadAccount> accounts;
    private final Above above;
    private final Map<String, BigDecimal> paid = new ConcurrentHashMap<>();
    private int topUps;

    private Customers(ApiClient api, List<LoadAccount> accounts, Above above) {
        this.api = api;
        this.accounts = accounts;
        this.above = above;
    }

    /**
     * Sets up the card and the accounts.
     *
     * @param traffic says who the accounts' telephones are, and how much is spent
     * @param rich whether all are prepaid with plenty of money, instead of a mixture of all kinds
     * @param above who pays with them
     */
    public static Customers setUp(ApiClient api, Traffic traffic, boolean rich, Above above)
            throws IOException, InterruptedException {
        setUpCard(api);
        var spending = spentInASecond(traffic);
        var telephones = traffic.mix().subscribers().stream().collect(Collectors.groupingBy(Subscriber::accountId));
        var accounts = new ArrayList<LoadAccount>();
        for (String reseller : above.resellers().reversed()) {
            accounts.add(new LoadAccount(reseller, LoadAccount.Kind.RICH, PLENTY_OF_A_RESELLER, BigDecimal.ZERO));
        }
        accounts.addAll(accounts(traffic.settings().accountIds(), rich, spending));
        if (above.packages()) {
            api.put(Above.packagePath(), Above.packageBody()).accepted();
        }
        var customers = new Customers(api, accounts, above);
        for (var account : customers.accounts) {
            customers.setUp(account, telephones.getOrDefault(account.id(), List.of()));
        }
        return customers;
    }

    /** Sets up the card and many prepaid accounts that may go below zero, by CSV; {@link #ofMany} tells their ids. */
    public static void setUpMany(ApiClient api, int count) throws IOException, InterruptedException {
        setUpCard(api);
        for (int from = 0; from < count; from += LINES_OF_A_FILE) {
            var csv = new StringBuilder("id,name,currency,balance_management,credit_limit,rate_card_id,sip_users\n");
            for (int i = from; i < Math.min(count, from + LINES_OF_A_FILE); i++) {
                csv.append("%s,Many %d,EUR,hard,1000,%s,%s\n".formatted(ofMany(i), i, Card.ID, ofMany(i)));
            }
            api.putCsv("/accounts", BodyPublishers.ofString(csv.toString())).accepted();
        }
    }

    /** The id of one of many accounts, and the user of its telephone. */
    public static String ofMany(int index) {
        return "many-" + index;
    }

    private static void setUpCard(ApiClient api) throws IOException, InterruptedException {
        var card = Json.mapper()
                .createObjectNode()
                .put("id", Card.ID)
                .put("name", "Load")
                .put("currency", "EUR")
                .put("decimals", 6);
        api.put("/rate-cards/" + Card.ID, card).accepted();
        api.putCsv("/rate-cards/" + Card.ID + "/rates", BodyPublishers.ofString(Card.csv()))
                .accepted();
    }

    /** All of them, resellers first. */
    public List<LoadAccount> accounts() {
        return accounts;
    }

    /** Who stands above those that call. */
    public Above above() {
        return above;
    }

    /** How many CDRs a run's calls have. */
    public long records(Traffic traffic) {
        return traffic.calls() + (above.levels() - 1) * traffic.answered();
    }

    /** What an account has paid so far. Any thread. */
    public BigDecimal paid(String accountId) {
        return paid.getOrDefault(accountId, BigDecimal.ZERO);
    }

    /** Lets the poor pay once more. */
    public void topUp() throws IOException, InterruptedException {
        topUps++;
        for (var account : accounts) {
            pay(account, "top-up-" + topUps, account.topUp());
        }
    }

    /** An account's balance as the API says it. */
    public JsonNode balance(String accountId) throws IOException, InterruptedException {
        return api.get("/accounts/" + accountId + "/balance").accepted();
    }

    private static List<LoadAccount> accounts(List<String> ids, boolean rich, Map<String, BigDecimal> spending) {
        var accounts = new ArrayList<LoadAccount>();
        for (int i = 0; i < ids.size(); i++) {
            var kind = rich ? LoadAccount.Kind.RICH : LoadAccount.Kind.mixed(i);
            var share = spending.getOrDefault(ids.get(i), BigDecimal.ZERO)
                    .multiply(BigDecimal.valueOf(SECONDS_BETWEEN_TOP_UPS))
                    .setScale(2, RoundingMode.UP);
            accounts.add(
                    switch (kind) {
                        case NONE -> new LoadAccount(ids.get(i), kind, BigDecimal.ZERO, BigDecimal.ZERO);
                        case SOFT, POOR -> new LoadAccount(ids.get(i), kind, share, share);
                        case RICH -> new LoadAccount(ids.get(i), kind, PLENTY, BigDecimal.ZERO);
                    });
        }
        return accounts;
    }

    private static Map<String, BigDecimal> spentInASecond(Traffic traffic) {
        var calls = traffic.mix().calls();
        var perCall = BigDecimal.valueOf(traffic.callsPerSecond() / calls.size());
        return calls.stream()
                .filter(CallTemplate::answered)
                .collect(Collectors.groupingBy(
                        CallTemplate::accountId,
                        Collectors.reducing(
                                BigDecimal.ZERO,
                                call -> Card.price(call.number(), call.talkMillis())
                                        .orElse(BigDecimal.ZERO)
                                        .multiply(perCall),
                                BigDecimal::add)));
    }

    private void setUp(LoadAccount account, List<Subscriber> telephones) throws IOException, InterruptedException {
        var body = Json.mapper()
                .createObjectNode()
                .put("id", account.id())
                .put("name", account.id())
                .put("currency", "EUR")
                .put("balanceManagement", account.kind().management())
                .put("creditLimit", account.kind() == LoadAccount.Kind.SOFT ? CREDIT.toPlainString() : "0")
                .put("rateCardId", Card.ID);
        var users = body.putArray("sipUsers");
        var numbers = body.putArray("numbers");
        for (var telephone : telephones) {
            users.add(telephone.user());
            numbers.add(telephone.number());
        }
        above.complete(account.id(), body);
        api.put("/accounts/" + account.id(), body).accepted();
        pay(account, "opening", account.opening());
    }

    private void pay(LoadAccount account, String id, BigDecimal amount) throws IOException, InterruptedException {
        if (amount.signum() == 0) {
            return;
        }
        var payment = Json.mapper()
                .createObjectNode()
                .put("id", id)
                .put("amount", amount.toPlainString())
                .put("description", "Load run");
        api.post("/accounts/" + account.id() + "/payments", payment).accepted();
        paid.merge(account.id(), amount, BigDecimal::add);
    }
}
