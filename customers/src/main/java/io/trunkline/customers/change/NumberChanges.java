package io.trunkline.customers.change;

import static java.util.Objects.requireNonNullElse;

import io.trunkline.customers.Customers;
import io.trunkline.kafka.FollowedWriter;
import io.trunkline.protocol.Json;
import io.trunkline.protocol.Topic;
import io.trunkline.protocol.event.PhoneNumber;
import io.trunkline.tariff.BadLines;
import java.io.InputStream;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.locks.ReentrantLock;
import java.util.regex.Pattern;

/** Sets numbers: whose they are and what they cost. May be used by any thread. */
public final class NumberChanges {

    private static final int LONGEST_TARGET = 200;
    private static final Pattern E164 = Pattern.compile("[1-9][0-9]{1,14}");

    private static final DraftsCsv.Columns<NumberDraft> COLUMNS = DraftsCsv.Columns.of(
            NumberDraft.class,
            List.of("number", "accountId", "ratePerMinute", "monthlyFee", "setupFee", "target"),
            Set.of("number"),
            Set.of());

    private final Customers customers;
    private final FollowedWriter writer;
    private final InstantSource clock;
    private final ReentrantLock oneAtATime = new ReentrantLock();
    private final WholeFile<NumberDraft> file;

    /**
     * Changes of these customers.
     *
     * @param writer to the topic that these customers follow
     */
    public NumberChanges(Customers customers, FollowedWriter writer, InstantSource clock) {
        this.customers = customers;
        this.writer = writer;
        this.clock = clock;
        this.file = new WholeFile<>(COLUMNS, Topic.NUMBERS, writer, oneAtATime);
    }

    /** Sets a number as the draft says; what the draft leaves out takes its default. */
    public Change<PhoneNumber> put(String digits, NumberDraft draft) throws InterruptedException {
        oneAtATime.lock();
        try {
            var check = new Check();
            Optional<PhoneNumber> before = customers.numbers().one(digits);
            PhoneNumber number = number(digits, draft, before, check);
            checkOwner(number, check);
            return check.passed()
                    ? Change.written(writer.write(Topic.NUMBERS, digits, Json.write(number)), number, before.isEmpty())
                    : new Change.Refused<>(check.problems());
        } finally {
            oneAtATime.unlock();
        }
    }

    /**
     * Sets all numbers of a CSV, or none: what a line leaves out takes its default, as in {@link #put}.
     *
     * @param csv closed at the end
     * @return how many lines there were
     */
    public Change<Integer> putAll(InputStream csv) throws InterruptedException {
        return file.put(csv, this::records);
    }

    private Map<String, byte[]> records(List<DraftsCsv.Line<NumberDraft>> lines, BadLines badLines) {
        var records = new LinkedHashMap<String, byte[]>();
        var seen = new HashMap<String, Long>();
        for (DraftsCsv.Line<NumberDraft> line : lines) {
            var check = new Check();
            String digits = line.draft().number();
            if (check.that(digits != null, "number", "is missing")) {
                Long earlier = seen.putIfAbsent(digits, line.number());
                check.that(earlier == null, "number", digits + " is on line " + earlier + " already");
                PhoneNumber number =
                        number(digits, line.draft(), customers.numbers().one(digits), check);
                checkOwner(number, check);
                records.put(digits, Json.write(number));
            }
            check.problems().forEach(problem -> DraftsCsv.refuse(line.number(), problem, badLines));
        }
        return records;
    }

    private PhoneNumber number(String digits, NumberDraft draft, Optional<PhoneNumber> before, Check check) {
        check.that(E164.matcher(digits).matches(), "number", "must be 2 to 15 digits in E.164 form, without +");
        check.readOnly("number", draft.number(), digits, "it is the one in the path");
        return new PhoneNumber(
                digits,
                draft.accountId(),
                notNegative("ratePerMinute", draft.ratePerMinute(), check),
                notNegative("monthlyFee", draft.monthlyFee(), check),
                notNegative("setupFee", draft.setupFee(), check),
                check.line("target", draft.target(), LONGEST_TARGET),
                since(draft.accountId(), before));
    }

    /** Who has it already has it since then. */
    private Instant since(String accountId, Optional<PhoneNumber> before) {
        if (accountId == null) {
            return null;
        }
        return before.filter(there -> accountId.equals(there.accountId()))
                .map(PhoneNumber::since)
                .orElseGet(() -> clock.instant().truncatedTo(ChronoUnit.MICROS));
    }

    private static BigDecimal notNegative(String field, BigDecimal given, Check check) {
        BigDecimal amount = check.money(field, requireNonNullElse(given, BigDecimal.ZERO));
        check.that(amount.signum() >= 0, field, "must be 0 or more");
        return amount;
    }

    private void checkOwner(PhoneNumber number, Check check) {
        String accountId = number.accountId();
        if (accountId != null && customers.accounts().account(accountId).isEmpty()) {
            check.absent("accountId", "there is no account " + accountId + ": make it first");
        }
        customers
                .accounts()
                .otherThatNames(number.number(), accountId)
                .ifPresent(other -> check.conflict(
                        "number",
                        number.number() + " is a number or user of the account " + other
                                + ": take it from there first"));
    }
}
