package io.trunkline.customers.change;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import io.trunkline.protocol.event.Balance;
import io.trunkline.protocol.event.BalanceManagement;
import java.math.BigDecimal;
import java.util.List;

/**
 * An account as somebody wants it, as it is sent: anything may be missing, and what is missing takes its default. Its
 * parts are those of {@link io.trunkline.protocol.event.Account}.
 *
 * @param id may only repeat which account is meant, as {@code status} may only repeat what is there; {@code needsAttention}
 *     may be there, as it was given, and is not looked at
 */
@JsonIgnoreProperties("needsAttention")
public record AccountDraft(
        String id,
        String name,
        String currency,
        BalanceManagement balanceManagement,
        BigDecimal creditLimit,
        BigDecimal lowBalanceThreshold,
        String lowBalanceEmail,
        String rateCardId,
        List<String> sipUsers,
        List<String> sourceNetworks,
        List<String> numbers,
        Integer billingDay,
        Balance.Status status,
        String packageId,
        String parentId,
        List<String> trunks,
        String country,
        List<String> internationalPrefixes,
        String trunkPrefix,
        String firstName,
        String lastName) {}
