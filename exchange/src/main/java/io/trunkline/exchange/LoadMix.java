package io.trunkline.exchange;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.SplittableRandom;
import java.util.random.RandomGenerator;

/**
 * What a load run plays: calls of all outcomes and registrations of many accounts' telephones, each written once. The
 * same settings give the same mix. They ring for a second or two where people would for ten: what counts here is how
 * many messages come of a call, and how many are up, which their length says.
 */
public final class LoadMix {

    private static final long CAPTURE_ID = 2001;
    private static final int SUBSCRIBERS = 3_000;
    private static final int FEWEST_OF_AN_ACCOUNT = 2;
    private static final int MOST_OF_AN_ACCOUNT = 500;
    private static final int LEAST_TEMPLATES = 1_200;
    private static final int TEMPLATES_OF_AN_ACCOUNT = 4;
    private static final int PERCENT_ON_NET = 20;
    private static final int PERCENT_CHALLENGED = 30;
    private static final String KEY = "x".repeat(PacketTemplate.KEY_LENGTH);
    private static final List<String> KEYED_BY = List.of("Call-ID: ", ";tag=", ";branch=z9hG4bK", "nonce=\"");
    private static final List<String> TELEPHONES = List.of("Yealink T46U", "snomD785", "GXP2170", "Fanvil X4U");

    private final List<Subscriber> subscribers = new ArrayList<>();
    private final List<CallTemplate> calls = new ArrayList<>();
    private final List<RegistrationTemplate> registrations = new ArrayList<>();
    private final String runId;
    private final long meanTalkMillis;
    private final int ofAnAccount;

    /**
     * Writes a mix.
     *
     * @param runId part of every Call-ID: no two runs against one system may have the same
     * @param accountIds who calls, all of them alike; at most 100,000
     * @param meanTalkMillis how long an answered call is up, on average; none is up for more than three times that
     */
    public LoadMix(long seed, String runId, List<String> accountIds, long meanTalkMillis) {
        this.runId = runId;
        this.meanTalkMillis = meanTalkMillis;
        this.ofAnAccount = Math.clamp(SUBSCRIBERS / accountIds.size(), FEWEST_OF_AN_ACCOUNT, MOST_OF_AN_ACCOUNT);
        var random = new SplittableRandom(seed);
        for (int account = 0; account < accountIds.size(); account++) {
            for (int extension = 0; extension < ofAnAccount; extension++) {
                subscribers.add(subscriber(accountIds.get(account), account, extension));
            }
        }
        int templates = Math.max(LEAST_TEMPLATES, TEMPLATES_OF_AN_ACCOUNT * accountIds.size());
        for (int i = 0; i < templates; i++) {
            calls.add(template(plan(i % accountIds.size(), random)));
        }
        for (var subscriber : subscribers) {
            registrations.add(RegistrationTemplate.of(subscriber, runId, CAPTURE_ID, random));
        }
    }

    /** The calls, each as likely as the other. */
    public List<CallTemplate> calls() {
        return calls;
    }

    /** The telephones' registrations, one each. */
    public List<RegistrationTemplate> registrations() {
        return registrations;
    }

    /** The telephones of all accounts: who belongs to whom. */
    public List<Subscriber> subscribers() {
        return subscribers;
    }

    private Subscriber subscriber(String accountId, int account, int extension) {
        int host = account * ofAnAccount + extension;
        return new Subscriber(
                String.format(Locale.ROOT, "u%05d-%d", account, extension),
                accountId,
                "Line " + extension,
                String.format(Locale.ROOT, "4930%07d", host),
                Proxy.address("10." + (host >> 16) + "." + (host >> 8 & 0xFF) + "." + (host & 0xFF), 5060),
                Proxy.address("198.51.100." + (1 + account % 250), 1_024 + host % 60_000),
                extension == 0 ? Transport.TCP : Transport.UDP,
                TELEPHONES.get(host % TELEPHONES.size()));
    }

    private CallPlan plan(int account, RandomGenerator random) {
        var caller = subscribers.get(account * ofAnAccount + random.nextInt(ofAnAccount));
        boolean onNet = random.nextInt(100) < PERCENT_ON_NET;
        var callee = onNet ? another(caller, random) : null;
        var destination = onNet ? null : Destination.draw(random);
        String number = onNet ? callee.number() : destination.number(random);
        long talk = talkMillis(random);
        boolean slow = random.nextInt(100) < 2 && talk > 2_000;
        var ending = CallPlan.ending(random.nextInt(100));
        return new CallPlan(
                caller,
                callee,
                destination,
                (random.nextInt(100) < 30 ? "00" : "+") + number,
                number,
                ending,
                random.nextInt(100) < PERCENT_CHALLENGED,
                100 + random.nextInt(300),
                ending == CallPlan.Ending.NO_ANSWER ? 3_000 : 200 + random.nextInt(1_300),
                talk,
                random.nextInt(100) < 45,
                -1,
                random.nextInt(100) < 2,
                slow,
                onNet && random.nextInt(100) < 10,
                random.nextLong());
    }

    private Subscriber another(Subscriber caller, RandomGenerator random) {
        while (true) {
            var callee = subscribers.get(random.nextInt(subscribers.size()));
            if (!callee.equals(caller)) {
                return callee;
            }
        }
    }

    /** Never near a whole second: what a call costs may not hang on which of two hops is looked at. */
    private long talkMillis(RandomGenerator random) {
        double mean = meanTalkMillis;
        long drawn = (long) Math.clamp(mean * random.nextExponential(), mean / 4, mean * 3);
        return drawn / 1_000 * 1_000 + 200 + random.nextInt(600);
    }

    private CallTemplate template(CallPlan plan) {
        String callId =
                KEY + "-" + runId + "@" + plan.caller().inside().getAddress().getHostAddress();
        var script = CallFlow.of(plan, callId);
        boolean answered = plan.ending() == CallPlan.Ending.ANSWERED;
        return new CallTemplate(
                plan.caller().accountId(),
                plan.number(),
                WrittenCalls.outcome(plan),
                answered ? script.answeredMicros() / 1_000 : -1,
                script.endedMicros() / 1_000,
                script.messages().stream()
                        .map(message -> PacketTemplate.of(message, CAPTURE_ID, KEYED_BY))
                        .toList());
    }
}
