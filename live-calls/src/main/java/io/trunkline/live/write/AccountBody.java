package io.trunkline.live.write;

import io.trunkline.protocol.event.Balance;
import io.trunkline.protocol.event.BalanceManagement;
import java.math.BigDecimal;
import java.util.List;

/**
 * The body of {@code PUT /accounts/{id}}, as it comes: anything may be missing. Its parts are those of {@link
 * io.trunkline.protocol.event.Account}; {@code id} and {@code status} may only repeat what is there.
 */
record AccountBody(
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
        Balance.Status status) {}
