package io.trunkline.live.resource;

import static io.trunkline.live.access.UserRole.BILLING;

import io.trunkline.customers.Accounts;
import io.trunkline.customers.Customers;
import io.trunkline.customers.Identity;
import io.trunkline.customers.Tiers;
import io.trunkline.live.board.BalanceBoard;
import io.trunkline.live.board.BalanceRow;
import io.trunkline.live.http.Answer;
import io.trunkline.live.http.ApiError;
import io.trunkline.live.http.ApiRequest;
import io.trunkline.live.http.Parameters;
import io.trunkline.live.http.Route;
import io.trunkline.protocol.Scope;
import io.trunkline.protocol.event.Account;
import io.trunkline.protocol.event.Allowance;
import io.trunkline.protocol.event.Balance;
import io.trunkline.protocol.event.CallPackage;
import io.trunkline.protocol.event.Cdr;
import io.trunkline.protocol.event.Payer;
import io.trunkline.protocol.event.PayerReason;
import io.trunkline.protocol.event.PriceStep;
import io.trunkline.protocol.event.RateCard;
import io.trunkline.protocol.event.Tariff;
import io.trunkline.tariff.Charge;
import io.trunkline.tariff.Meter;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;

/** What a call would cost by a card, a package, or an account and those above it: {@code …/quote}. */
final class QuoteResource {

    private static final Pattern NUMBER = Pattern.compile("\\+?[0-9]{1,18}");
    private static final long LONGEST_CALL_SECONDS = TimeUnit.DAYS.toSeconds(365);
    private static final long MOST_FREE_MINUTES = 1_000_000;
    private static final int FIRST_DAY = 1;

    private record Quote(
            String number,
            BigDecimal price,
            String currency,
            String prefix,
            String destination,
            long billedSeconds,
            long freeSeconds,
            List<PriceStep> steps,
            List<CdrTier> tiers) {

        static Quote of(Asked asked, Tariff tariff, Charge charge, List<CdrTier> tiers) {
            return new Quote(
                    asked.number(),
                    charge.price(),
                    charge.currency(),
                    tariff.rate().prefix(),
                    tariff.rate().destination(),
                    charge.billedSeconds(),
                    charge.freeSeconds(),
                    charge.steps(),
                    tiers);
        }
    }

    /** The call that is asked about: the number as it is rated; free minutes are null when it was not said how many there are. */
    private record Asked(String dialled, String number, long millis, Instant at, Long freeMinutes) {}

    private final Customers customers;
    private final BalanceBoard balances;
    private final InstantSource clock;

    QuoteResource(Customers customers, BalanceBoard balances, InstantSource clock) {
        this.customers = customers;
        this.balances = balances;
        this.clock = clock;
    }

    List<Route> routes() {
        return List.of(
                Route.get("/api/v1/rate-cards/{id}/quote", Route.allow(BILLING), this::ofCard)
                        .parameters("to", "seconds", "at"),
                Route.get("/api/v1/packages/{id}/quote", Route.allow(BILLING), this::ofPackage)
                        .parameters("to", "seconds", "at", "freeMinutes"),
                Route.get("/api/v1/accounts/{id}/quote", Route.allow(BILLING), this::ofAccount)
                        .parameters("to", "seconds", "at", "freeMinutes", "trunk"),
                Route.get("/api/v1/quote", Route.allow(BILLING), this::ofCaller)
                        .parameters(
                                "sipUser",
                                "sourceAddress",
                                "asserted",
                                "from",
                                "to",
                                "seconds",
                                "at",
                                "freeMinutes",
                                "trunk"));
    }

    private Answer ofCard(ApiRequest request) {
        String id = request.id();
        RateCard card = customers.cards().card(id).orElseThrow(() -> Refusals.noSuch("rate card", id));
        Asked asked = asked(request, Optional.empty());
        Tariff tariff = customers
                .freeNumbers()
                .tariff(asked.number(), card.currency())
                .or(() -> customers.cards().find(card.id(), asked.number(), asked.at()))
                .orElseThrow(() -> noRate("the card " + id, asked));
        return Answer.json(Quote.of(asked, tariff, Charge.of(tariff, asked.millis()), List.of()));
    }

    /** As for somebody who has taken none of the month's free minutes yet, unless it is said how many are left. */
    private Answer ofPackage(ApiRequest request) {
        String id = request.id();
        CallPackage taken = customers.packages().one(id).orElseThrow(() -> Refusals.noSuch("package", id));
        Asked asked = asked(request, Optional.empty());
        Tariff tariff = customers
                .cards()
                .card(taken.rateCardId())
                .flatMap(card -> customers.freeNumbers().tariff(asked.number(), card.currency()))
                .or(() ->
                        customers.tariff(taken, FIRST_DAY, asked.number(), asked.at(), onNet(asked, Optional.empty())))
                .orElseThrow(() -> noRate("the package " + id, asked));
        long minutes = asked.freeMinutes() == null ? taken.freeMinutes() : asked.freeMinutes();
        return Answer.json(Quote.of(asked, tariff, charge(tariff, asked, minutes), List.of()));
    }

    /** What the account would be charged, and every other that pays for the call and that who asks may see. */
    private Answer ofAccount(ApiRequest request) {
        String id = request.id();
        Account account = customers
                .accounts()
                .account(id)
                .filter(each -> request.scope().covers(each.id()))
                .orElseThrow(() -> Refusals.noSuch("account", id));
        return ofAccount(request, account, null);
    }

    /** The same of the account that pays by the rules for whose a call is. */
    private Answer ofCaller(ApiRequest request) {
        Identity caller = customers
                .callerRules()
                .of(
                        request.parameter("sipUser").orElse(null),
                        request.parameter("sourceAddress")
                                .map(Accounts::endpoint)
                                .orElse(null),
                        request.parameter("asserted").orElse(null),
                        request.parameter("from").orElse(null),
                        clock.instant())
                .filter(found -> request.scope().covers(found.account().id()))
                .orElseThrow(() -> ApiError.notFound("no account is known by this caller: name sipUser, sourceAddress, "
                        + "asserted or from of a call of the account"));
        return ofAccount(request, caller.account(), caller.reason());
    }

    private Answer ofAccount(ApiRequest request, Account account, PayerReason reason) {
        String id = account.id();
        Scope scope = request.scope();
        Asked asked = asked(request, Optional.of(account));
        boolean onNet = onNet(asked, Optional.of(account));
        Tariff tariff = customers
                .tariff(account, asked.number(), asked.at(), onNet)
                .orElseThrow(() -> noRate("the account " + id, asked));
        String trunk = request.parameter("trunk").map(Accounts::endpoint).orElse(null);
        var payers = new ArrayList<Payer>();
        payers.add(new Payer(Payer.Role.CALLER, Payer.CALLERS_LEVEL, id, account.parentId(), tariff, reason));
        payers.addAll(Tiers.of(customers, Optional.of(account), trunk, asked.number(), each -> customers
                .tariff(each, asked.number(), asked.at(), onNet)
                .orElse(null)));
        List<CdrTier> tiers = payers.stream()
                .filter(payer -> scope.covers(payer.accountId()))
                .map(payer -> tier(payer, asked))
                .toList();
        return Answer.json(Quote.of(asked, tariff, charge(tariff, asked, minutes(id, tariff, asked)), tiers));
    }

    private CdrTier tier(Payer payer, Asked asked) {
        Tariff tariff = payer.tariff();
        boolean isCaller = payer.level() == Payer.CALLERS_LEVEL;
        Optional<Charge> charge = Optional.ofNullable(tariff).map(by -> {
            String id = payer.accountId();
            return charge(by, asked, isCaller ? minutes(id, by, asked) : minutesLeft(id, by));
        });
        return new CdrTier(
                payer.level(),
                payer.role(),
                payer.accountId(),
                payer.parentId(),
                tariff == null ? null : tariff.cardId(),
                charge.map(Charge::billedSeconds).orElse(0L),
                charge.map(Charge::freeSeconds).orElse(0L),
                charge.isPresent() ? Cdr.Rating.RATED : Cdr.Rating.UNRATED,
                charge.map(Charge::price).orElse(null),
                charge.map(Charge::currency).orElse(null),
                charge.map(Charge::steps).orElse(List.of()),
                payer.reason());
    }

    private static Charge charge(Tariff tariff, Asked asked, long freeMinutes) {
        return Charge.of(tariff, asked.millis(), tariff.allowance() == null ? 0 : freeMinutes);
    }

    private long minutes(String accountId, Tariff tariff, Asked asked) {
        return asked.freeMinutes() == null ? minutesLeft(accountId, tariff) : asked.freeMinutes();
    }

    /** What no call has begun of the month in which the call is answered; of another month than the ledger told of, all. */
    private long minutesLeft(String accountId, Tariff tariff) {
        Allowance asked = tariff.allowance();
        if (asked == null) {
            return 0;
        }
        var everything = new Scope.Everything();
        boolean isThisMonth = balances.balance(everything, accountId)
                .map(Balance::allowance)
                .filter(told -> told.from().equals(asked.from()))
                .isPresent();
        return isThisMonth
                ? balances.row(everything, accountId)
                                .map(BalanceRow::freeSecondsLeft)
                                .orElse(0L)
                        / Meter.SECONDS_OF_A_FREE_MINUTE
                : asked.minutes();
    }

    private boolean onNet(Asked asked, Optional<Account> caller) {
        return customers.called(caller, List.of(asked.dialled())).isPresent();
    }

    /** @param caller who dials it; empty when only a card or a package is asked */
    private Asked asked(ApiRequest request, Optional<Account> caller) {
        String to = Parameters.required(request, "to", "the number to call");
        if (!NUMBER.matcher(to).matches()) {
            throw ApiError.malformed("to", "to must be the digits of a number, with or without + before them");
        }
        Parameters.required(request, "seconds", "how long the call lasts");
        long seconds =
                Parameters.whole(request, "seconds", 0, LONGEST_CALL_SECONDS).orElseThrow();
        return new Asked(
                to,
                customers.dialPlans().number(caller, to),
                TimeUnit.SECONDS.toMillis(seconds),
                Parameters.time(request, "at").orElseGet(clock::instant),
                Parameters.whole(request, "freeMinutes", 0, MOST_FREE_MINUTES).orElse(null));
    }

    private static ApiError noRate(String what, Asked asked) {
        return new ApiError(422, "no-rate", "to", what + " has no rate for " + asked.number() + " at " + asked.at());
    }
}
