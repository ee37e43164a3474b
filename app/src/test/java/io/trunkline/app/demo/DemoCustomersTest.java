package io.trunkline.app.demo;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.trunkline.exchange.Customer;
import io.trunkline.exchange.ExchangeSettings;
import io.trunkline.tariff.RatesCsv;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
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
                "1.50",
                api.payments
                        .get("/accounts/harbour-taxi/payments opening")
                        .path("amount")
                        .asText());
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
