package io.trunkline.app.demo;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.trunkline.app.api.ApiClient;
import io.trunkline.exchange.Customer;
import io.trunkline.exchange.ExchangeSettings;
import io.trunkline.exchange.Population;
import io.trunkline.exchange.SimulatedExchange;
import io.trunkline.protocol.Json;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.net.URI;
import java.net.http.HttpRequest.BodyPublishers;
import java.time.Duration;
import java.util.Locale;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The customers of the simulated exchange, set up and paid for through the HTTP API as an operator would do
 * it. What is there already stays as it is, and opening payments keep their ids, so that a restart adds
 * nothing. While it is open, the prepaid customer tops up some time after it is suspended, again and again.
 */
public final class DemoCustomers implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(DemoCustomers.class);
    private static final Duration BALANCE_EVERY = Duration.ofSeconds(2);
    private static final Duration SUSPENDED_BEFORE_TOP_UP = Duration.ofSeconds(60);
    private static final String[] CARDS = {"retail-eur", "retail-gbp", "prepaid-eur", "wholesale-eur", "carrier-usd"};

    private final ApiClient api;
    private final String runId;
    private final Thread topUps;

    private DemoCustomers(ApiClient api, String runId) {
        this.api = api;
        this.runId = runId;
        this.topUps = Thread.ofVirtual().name("demo-top-ups").start(this::topUp);
    }

    /**
     * Sets up rate cards, a package, accounts and opening payments, and begins to watch the prepaid customer's balance.
     *
     * @param apiUrl of the server, without a path: {@code http://127.0.0.1:8080}
     * @param adminToken bearer token of the role admin
     * @param settings those with which the exchange is started afterwards: they say who the subscribers are
     * @throws IOException when the API does not answer, or refuses something: then part of it may be done, and
     *     trying again does the rest
     */
    public static DemoCustomers setUp(URI apiUrl, String adminToken, ExchangeSettings settings)
            throws IOException, InterruptedException {
        var api = new ApiClient(apiUrl, adminToken);
        try {
            for (String card : CARDS) {
                setUpCard(api, card);
            }
            setUpPackage(api);
            // Who is named as a parent must be there before who names it.
            setUpAccount(api, reseller());
            setUpAccount(api, carrier());
            var population = Population.of(settings.seed(), settings.subscribers());
            for (var customer : Customer.ALL) {
                setUpAccount(api, customer, population);
            }
            return new DemoCustomers(api, settings.runId());
        } catch (IOException | InterruptedException | RuntimeException e) {
            api.close();
            throw e;
        }
    }

    @Override
    public void close() {
        topUps.interrupt();
        api.close();
    }

    private static void setUpCard(ApiClient api, String id) throws IOException, InterruptedException {
        String path = "/rate-cards/" + id;
        var present = api.get(path);
        if (!present.notFound() && present.accepted().path("rates").asInt() > 0) {
            return;
        }
        var card = Json.mapper()
                .createObjectNode()
                .put("id", id)
                .put("name", name(id))
                .put("currency", id.substring(id.indexOf('-') + 1).toUpperCase(Locale.ROOT))
                // In which its windows are meant: the night rates of the retail card in euros.
                .put("timeZone", id.endsWith("-eur") ? "Europe/Berlin" : "UTC")
                .put("decimals", 6);
        api.put(path, card).accepted();
        api.putCsv(path + "/rates", BodyPublishers.ofByteArray(rates(id))).accepted();
    }

    /** A hundred minutes a month, and colleagues for nothing. */
    private static void setUpPackage(ApiClient api) throws IOException, InterruptedException {
        String path = "/packages/" + Customer.PACKAGE;
        var present = api.get(path);
        if (!present.notFound()) {
            present.accepted();
            return;
        }
        var taken = Json.mapper()
                .createObjectNode()
                .put("id", Customer.PACKAGE)
                .put("name", "Studio 100")
                .put("rateCardId", "retail-eur")
                .put("freeMinutes", 100)
                .put("onNetFree", true);
        api.put(path, taken).accepted();
    }

    private static String name(String id) {
        String kind = id.substring(0, id.indexOf('-'));
        return kind.substring(0, 1).toUpperCase(Locale.ROOT) + kind.substring(1);
    }

    /** Two of the customers are its, and it pays for their calls by a card of its own. */
    private static ObjectNode reseller() {
        return above(Customer.RESELLER, "Seaward Telecom (reseller)", "EUR", "wholesale-eur");
    }

    /** It carries all that leaves the exchange, and charges in dollars. */
    private static ObjectNode carrier() {
        ObjectNode carrier = above("atlantic-carrier", "Atlantic Carrier (provider)", "USD", "carrier-usd");
        SimulatedExchange.trunks().forEach(carrier.putArray("trunks")::add);
        return carrier;
    }

    private static ObjectNode above(String id, String name, String currency, String card) {
        return Json.mapper()
                .createObjectNode()
                .put("id", id)
                .put("name", name)
                .put("currency", currency)
                .put("rateCardId", card);
    }

    private static byte[] rates(String card) {
        try (var in = DemoCustomers.class.getResourceAsStream(card + ".csv")) {
            return in.readAllBytes();
        } catch (IOException e) {
            throw new UncheckedIOException("the rates of card " + card + " are not on the class path", e);
        }
    }

    private static void setUpAccount(ApiClient api, ObjectNode account) throws IOException, InterruptedException {
        String path = "/accounts/" + account.path("id").asText();
        var present = api.get(path);
        if (present.notFound()) {
            api.put(path, account).accepted();
        } else {
            present.accepted();
        }
    }

    private static void setUpAccount(ApiClient api, Customer customer, Population population)
            throws IOException, InterruptedException {
        setUpAccount(api, account(customer, population));
        if (customer.opening().signum() > 0) {
            pay(api, customer, "opening", customer.opening(), "Opening payment");
        }
    }

    private static ObjectNode account(Customer customer, Population population) {
        var account = Json.mapper()
                .createObjectNode()
                .put("id", customer.id())
                .put("name", customer.name())
                .put("currency", customer.currency())
                .put("balanceManagement", customer.management().name().toLowerCase(Locale.ROOT))
                .put("creditLimit", customer.creditLimit().toPlainString())
                .put("rateCardId", customer.rateCardId())
                // Nobody's, whatever server mails are handed to (RFC 2606).
                .put("lowBalanceEmail", "accounts@" + customer.id() + ".example");
        if (customer.packageId() != null) {
            account.put("packageId", customer.packageId());
        }
        if (customer.parentId() != null) {
            account.put("parentId", customer.parentId());
        }
        if (customer.lowBalanceThreshold() != null) {
            account.put("lowBalanceThreshold", customer.lowBalanceThreshold().toPlainString());
        }
        var users = account.putArray("sipUsers");
        var numbers = account.putArray("numbers");
        for (var subscriber : population.of(customer)) {
            users.add(subscriber.user());
            numbers.add(subscriber.number());
        }
        return account;
    }

    private static void pay(ApiClient api, Customer customer, String id, BigDecimal amount, String description)
            throws IOException, InterruptedException {
        var payment = Json.mapper()
                .createObjectNode()
                .put("id", id)
                .put("amount", amount.toPlainString())
                .put("description", description);
        api.post("/accounts/" + customer.id() + "/payments", payment).accepted();
    }

    /** Looks at the balance, not at the switch: a suspension from before a restart is met too. */
    private void topUp() {
        var customer = Customer.PREPAID;
        long suspendedNanos = 0;
        int payments = 0;
        try {
            while (true) {
                Thread.sleep(BALANCE_EVERY);
                if (!isSuspended(customer)) {
                    suspendedNanos = 0;
                    continue;
                }
                long now = System.nanoTime();
                suspendedNanos = suspendedNanos == 0 ? now : suspendedNanos;
                if (now - suspendedNanos >= SUSPENDED_BEFORE_TOP_UP.toNanos() && payTopUp(customer, payments + 1)) {
                    payments++;
                    suspendedNanos = 0;
                }
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private boolean isSuspended(Customer customer) throws InterruptedException {
        try {
            return api.get("/accounts/" + customer.id() + "/balance")
                    .accepted()
                    .path("status")
                    .asText()
                    .equals("suspended");
        } catch (IOException e) {
            LOG.debug("the balance of {} is not known now", customer.id(), e);
            return false;
        }
    }

    private boolean payTopUp(Customer customer, int number) throws InterruptedException {
        try {
            pay(api, customer, "top-up-" + runId + "-" + number, customer.opening(), "Top-up");
            return true;
        } catch (IOException e) {
            LOG.warn("the simulated customer {} could not pay and will try again: {}", customer.id(), e.getMessage());
            return false;
        }
    }
}
