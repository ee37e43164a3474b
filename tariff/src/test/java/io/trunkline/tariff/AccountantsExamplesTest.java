package io.trunkline.tariff;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import io.trunkline.protocol.event.CallPackage;
import io.trunkline.protocol.event.PriceStep;
import io.trunkline.protocol.event.Rate;
import io.trunkline.protocol.event.RateCard;
import io.trunkline.protocol.event.RateWindow;
import io.trunkline.protocol.event.Rounding;
import io.trunkline.protocol.event.Tariff;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** The examples by which docs/rating.md explains the sum to an accountant: the amounts that stand there are computed. */
class AccountantsExamplesTest {

    private static final Path PAGE =
            Path.of(System.getProperty("trunkline.root", "..")).resolve("docs/rating.md");

    private static final Instant FRIDAY_EVENING = Instant.parse("2026-11-20T16:59:30Z");

    /**
     * The amounts of the table below the paragraph that begins so, from the top to what is charged; those that are empty or
     * 0 left out.
     */
    private static List<BigDecimal> documented(String beginning) throws IOException {
        var amounts = new ArrayList<BigDecimal>();
        boolean isFound = false;
        boolean isInTable = false;
        for (String line : Files.readAllLines(PAGE)) {
            isFound |= line.startsWith("**" + beginning + "**");
            if (isFound && line.startsWith("|")) {
                isInTable = true;
                String[] cells = line.split("\\|", -1);
                String amount = cells[cells.length - 2].replace("*", "").strip();
                if (amount.matches("[0-9.]+") && new BigDecimal(amount).signum() > 0) {
                    amounts.add(new BigDecimal(amount).stripTrailingZeros());
                }
            } else if (isInTable) {
                break;
            }
        }
        assertFalse(amounts.isEmpty(), PAGE + " has no table for " + beginning);
        return amounts;
    }

    private static List<BigDecimal> computed(Charge charge) {
        return charge.steps().stream()
                .map(PriceStep::amount)
                .filter(amount -> amount.signum() > 0)
                .map(BigDecimal::stripTrailingZeros)
                .toList();
    }

    private static Tariff find(String zone, Instant at, Rate... rates) {
        var card = new RateCard("retail", "Retail", "EUR", zone, 6, Rounding.HALF_UP, "v1", 1, rates.length);
        return RateTable.of(card, List.of(rates)).find("4930123456", at).orElseThrow();
    }

    private static Rate line(String perMinute, String window, int increment) {
        return new Rate(
                "49",
                "Germany",
                new BigDecimal(perMinute),
                BigDecimal.ZERO,
                increment,
                increment,
                0,
                0,
                null,
                null,
                null,
                RateWindow.parse(window),
                0);
    }

    @Test
    void shouldChargeTheCallWithAConnectFeeAndIncrementsAsThePageSays() throws IOException {
        Tariff tariff =
                Tariffs.perMinute("0.15").connectFee("0.05").increments(30, 6).tariff();
        assertEquals(documented("A call of 40.2 s"), computed(Charge.of(tariff, 40_200)));
    }

    @Test
    void shouldChargeTheCallAcrossTheEndOfTheDayAsThePageSays() throws IOException {
        Tariff tariff = find(
                "Europe/Berlin",
                FRIDAY_EVENING,
                line("0.60", "mon-fri 08:00-18:00", 60),
                line("0.06", "fri 18:00-24:00", 1));
        assertEquals(documented("A call of 90 s on Friday from 17:59:30"), computed(Charge.of(tariff, 90_000)));
        assertEquals(
                "17:59:30",
                FRIDAY_EVENING.atZone(ZoneId.of("Europe/Berlin")).toLocalTime().toString());
    }

    @Test
    void shouldChargeTheCallByAPackageOnADerivedCardAsThePageSays() throws IOException {
        RateCard wholesale = Tariffs.card();
        RateCard retail = new RateCard("retail", "Retail", "EUR", "UTC", 6, Rounding.HALF_UP, "v1", 1, 0)
                .derivedFrom(wholesale.id(), new BigDecimal("0.0025"), new BigDecimal("20"));
        var chain = new CardChain(List.of(
                RateTable.of(retail, List.of()), RateTable.of(wholesale, List.of(Tariffs.rate("49", "0.009")))));
        Optional<Tariff> found = chain.find("4930123456", FRIDAY_EVENING);
        var taken =
                new CallPackage("gold", "Gold", "retail", BigDecimal.ZERO, BigDecimal.ZERO, 60, List.of(), null, false);
        BillingMonth month = BillingMonth.at(FRIDAY_EVENING, 1, ZoneOffset.UTC);
        Tariff tariff =
                Packaged.of(taken, retail, found, "4930123456", false, month).orElseThrow();
        assertEquals(documented("A call of 61 s by a package"), computed(Charge.of(tariff, 61_000)));
    }

    @Test
    void shouldChargeWhatIsLeftOfACallBehindItsFreeMinutesAsThePageSays() throws IOException {
        Tariff tariff =
                Tariffs.perMinute("0.12").connectFee("0.05").increments(30, 6).inPackage("gold");
        assertEquals(
                documented("A call of 3 min 11 s by a package with free minutes"),
                computed(Charge.of(tariff, 191_000, 2)));
        assertEquals(BigDecimal.ZERO, Charge.of(tariff, 191_000, 4).price(), "with four or more it costs nothing");
    }
}
