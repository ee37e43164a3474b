package io.trunkline.app.demo;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.trunkline.exchange.Customer;
import io.trunkline.exchange.ExchangeSettings;
import io.trunkline.protocol.event.Rate;
import io.trunkline.protocol.event.RateCard;
import io.trunkline.protocol.event.Rounding;
import io.trunkline.tariff.RateTable;
import io.trunkline.tariff.RatesCsv;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class DemoCustomersTest {

    private final ExchangeSettings settings =
            ExchangeSettings.demo(1, new InetSocketAddress(InetAddress.getLoopbackAddress(), 9));
    private FakeApi api;

    @BeforeEach
    void open() throws IOException {
        api = new FakeApi();
    }

    @AfterEach
    void close() {
        api.close();
    }

    @Test
    void shouldSetUpCardsAccountsAndOpeningPayments() throws Exception {
        DemoCustomers.setUp(api.url(), FakeApi.TOKEN, settings).close();
        assertEquals(
                Set.of(
                        "/rate-cards/retail-eur",
                        "/rate-cards/retail-gbp",
                        "/rate-cards/prepaid-eur",
                        "/rate-cards/wholesale-eur",
                        "/rate-cards/carrier-usd"),
                api.rates.keySet());
        var reseller = api.resources.get("/accounts/seaward-telecom");
        assertEquals("wholesale-eur", reseller.path("rateCardId").asText());
        assertEquals(
                "seaward-telecom",
                api.resources.get("/accounts/quayside-hotel").path("parentId").asText());
        assertEquals(
                4,
                api.resources.get("/accounts/atlantic-carrier").path("trunks").size());
        var taxi = api.resources.get("/accounts/harbour-taxi");
        assertEquals("Harbour Taxi (prepaid)", taxi.path("name").asText());
        assertEquals("hard", taxi.path("balanceManagement").asText());
        assertEquals("prepaid-eur", taxi.path("rateCardId").asText());
        assertEquals(
                "accounts@harbour-taxi.example", taxi.path("lowBalanceEmail").asText());
        assertEquals(
                "1.50",
                api.payments
                        .get("/accounts/harbour-taxi/payments opening")
                        .path("amount")
                        .asText());
    }

    @Test
    void shouldHaveAPackageWithFreeMinutesAndANightRate() throws Exception {
        DemoCustomers.setUp(api.url(), FakeApi.TOKEN, settings).close();
        var taken = api.resources.get("/packages/studio-100");
        assertEquals(100, taken.path("freeMinutes").asInt());
        assertEquals("retail-eur", taken.path("rateCardId").asText());
        assertEquals(
                "studio-100",
                api.resources.get("/accounts/studio-lumen").path("packageId").asText());
        assertEquals(
                "Europe/Berlin",
                api.resources.get("/rate-cards/retail-eur").path("timeZone").asText());
        Rate day = rate(Instant.parse("2026-11-20T12:00:00Z"));
        Rate night = rate(Instant.parse("2026-11-20T22:00:00Z"));
        assertEquals("Germany", day.destination());
        assertEquals("Germany", night.destination());
        assertTrue(night.ratePerMinute().compareTo(day.ratePerMinute()) < 0, night + " is cheaper than " + day);
    }

    private Rate rate(Instant at) throws IOException {
        var csv = api.rates.get("/rate-cards/retail-eur").getBytes(StandardCharsets.UTF_8);
        var parsed = RatesCsv.parse(new ByteArrayInputStream(csv));
        var rates = assertInstanceOf(RatesCsv.Result.Rates.class, parsed).rates();
        var card = new RateCard(
                "retail-eur", "Retail", "EUR", "Europe/Berlin", 6, Rounding.HALF_UP, "v1", 1, rates.size());
        return RateTable.of(card, rates).find("493012345678", at).orElseThrow().rate();
    }

    @Test
    void shouldGiveEachSubscriberToOneAccount() throws Exception {
        DemoCustomers.setUp(api.url(), FakeApi.TOKEN, settings).close();
        var users = new HashSet<String>();
        int given = 0;
        for (var customer : Customer.ALL) {
            for (var user : api.resources.get("/accounts/" + customer.id()).path("sipUsers")) {
                users.add(user.asText());
                given++;
            }
        }
        assertEquals(settings.subscribers(), given);
        assertEquals(settings.subscribers(), users.size());
    }

    @Test
    void shouldChangeNothingThatIsThereAndPayNothingTwice() throws Exception {
        DemoCustomers.setUp(api.url(), FakeApi.TOKEN, settings).close();
        int payments = api.payments.size();
        api.writes.clear();
        DemoCustomers.setUp(api.url(), FakeApi.TOKEN, settings).close();
        assertTrue(api.writes.stream().allMatch(path -> path.endsWith("/payments")), () -> api.writes.toString());
        assertEquals(payments, api.payments.size());
    }

    @Test
    void shouldSayWhatTheApiRefused() {
        api.refusedPath = "/accounts/quayside-hotel";
        var error = assertThrows(IOException.class, () -> DemoCustomers.setUp(api.url(), FakeApi.TOKEN, settings));
        assertTrue(error.getMessage().contains("/accounts/quayside-hotel"), error.getMessage());
        assertTrue(error.getMessage().contains("not this one"), error.getMessage());
    }

    @Test
    void shouldHaveRatesThatTheApiTakesAndThatPriceAllButTheSatellites() throws Exception {
        DemoCustomers.setUp(api.url(), FakeApi.TOKEN, settings).close();
        for (String csv : api.rates.values()) {
            var parsed = RatesCsv.parse(new ByteArrayInputStream(csv.getBytes(StandardCharsets.UTF_8)));
            var rates = assertInstanceOf(RatesCsv.Result.Rates.class, parsed).rates();
            for (String number :
                    List.of("493023125101", "447700900123", "12125550123", "48600000123", "499001123456")) {
                assertTrue(rates.stream().anyMatch(rate -> number.startsWith(rate.prefix())), number);
            }
            assertTrue(rates.stream().noneMatch(rate -> "881651234567".startsWith(rate.prefix())));
        }
    }
}
