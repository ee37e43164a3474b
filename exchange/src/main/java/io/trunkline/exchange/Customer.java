package io.trunkline.exchange;

import io.trunkline.protocol.event.BalanceManagement;
import java.math.BigDecimal;
import java.util.List;

/**
 * A customer of the demo.
 *
 * @param id the account's id
 * @param name its name
 * @param userPrefix what its SIP user names begin with
 * @param share of the subscribers, in percent
 * @param management what happens when its money is used up
 * @param currency of its account and card
 * @param rateCardId its card
 * @param opening what it pays at the beginning; 0 for nothing
 * @param creditLimit how far below zero it may go
 * @param lowBalanceThreshold below this it is low; null for never
 * @param parentId the reseller of which it is a customer; null for none
 * @param packageId the package by which it takes its calls, instead of its card; null for none
 */
public record Customer(
        String id,
        String name,
        String userPrefix,
        int share,
        BalanceManagement management,
        String currency,
        String rateCardId,
        BigDecimal opening,
        BigDecimal creditLimit,
        BigDecimal lowBalanceThreshold,
        String parentId,
        String packageId) {

    /** The package of one of them, with free minutes that last for some of its calls. */
    public static final String PACKAGE = "studio-100";

    /** The reseller of two of them. */
    public static final String RESELLER = "seaward-telecom";

    /** The one whose lines are always busy, and whose money runs out within about 90 seconds. */
    public static final Customer PREPAID = new Customer(
            "harbour-taxi",
            "Harbour Taxi (prepaid)",
            "htx",
            6,
            BalanceManagement.HARD,
            "EUR",
            "prepaid-eur",
            new BigDecimal("1.50"),
            BigDecimal.ZERO,
            new BigDecimal("0.50"),
            null,
            null);

    /** All of them, {@link #PREPAID} first. */
    public static final List<Customer> ALL = List.of(
            PREPAID,
            customer("nordwind-logistics", "Nordwind Logistics", "nwl", 22, BalanceManagement.NONE, "EUR", "0", "0"),
            customer("quayside-hotel", "Quayside Hotel", "qsh", 18, BalanceManagement.NONE, "EUR", "0", "0")
                    .below(RESELLER),
            customer("kestrel-insurance", "Kestrel Insurance", "kes", 20, BalanceManagement.NONE, "GBP", "0", "0"),
            customer("bright-dental", "Bright Dental Group", "bdg", 14, BalanceManagement.SOFT, "GBP", "25.00", "100")
                    .below(RESELLER),
            customer("alpenblick-reisen", "Alpenblick Reisen", "abr", 12, BalanceManagement.SOFT, "EUR", "2.50", "1"),
            customer("studio-lumen", "Studio Lumen", "slu", 8, BalanceManagement.HARD, "EUR", "500.00", "0")
                    .taking(PACKAGE));

    private static Customer customer(
            String id,
            String name,
            String userPrefix,
            int share,
            BalanceManagement management,
            String currency,
            String opening,
            String creditLimit) {
        boolean postpaid = management == BalanceManagement.NONE;
        return new Customer(
                id,
                name,
                userPrefix,
                share,
                management,
                currency,
                currency.equals("EUR") ? "retail-eur" : "retail-gbp",
                new BigDecimal(opening),
                new BigDecimal(creditLimit),
                postpaid ? null : new BigDecimal("2.00"),
                null,
                null);
    }

    private Customer below(String parent) {
        return new Customer(
                id,
                name,
                userPrefix,
                share,
                management,
                currency,
                rateCardId,
                opening,
                creditLimit,
                lowBalanceThreshold,
                parent,
                packageId);
    }

    private Customer taking(String taken) {
        return new Customer(
                id,
                name,
                userPrefix,
                share,
                management,
                currency,
                rateCardId,
                opening,
                creditLimit,
                lowBalanceThreshold,
                parentId,
                taken);
    }
}
