package io.trunkline.exchange;

import java.util.SplittableRandom;
import java.util.random.RandomGenerator;

/**
 * What one call will do, drawn before it begins.
 *
 * @param caller who calls
 * @param callee the subscriber that is called; null when the call leaves by a trunk
 * @param destination where it leaves to; null when it stays in the exchange
 * @param dialled what the caller dialled, the user part of the Request-URI
 * @param number what that means in E.164 digits
 * @param ending how it ends
 * @param challenged whether the first INVITE came without credentials and is answered with 407
 * @param delayMillis from the INVITE that is passed on until it rings, or until it is refused
 * @param ringMillis how long it rings, if it does
 * @param talkMillis how long the call is up, if it is answered
 * @param calleeHangsUp whether the called side ends it
 * @param holdAfterMillis when in the call the caller puts it on hold for a while; -1 for never
 * @param inviteSentTwice whether the first INVITE is sent again because the answer to it was slow
 * @param answerSentTwice whether the 200 is sent again because the ACK was slow
 * @param forked whether the called subscriber has two telephones, of which one answers
 * @param textSeed for tags, branches and the like
 */
record CallPlan(
        Subscriber caller,
        Subscriber callee,
        Destination destination,
        String dialled,
        String number,
        Ending ending,
        boolean challenged,
        long delayMillis,
        long ringMillis,
        long talkMillis,
        boolean calleeHangsUp,
        long holdAfterMillis,
        boolean inviteSentTwice,
        boolean answerSentTwice,
        boolean forked,
        long textSeed) {

    /** How a call ends. */
    enum Ending {
        /** 200, and a BYE from one side. */
        ANSWERED,
        /** 486. */
        BUSY,
        /** It rings until the proxy gives up: CANCEL and 487 on one side, 408 on the other. */
        NO_ANSWER,
        /** The caller gives up while it rings. */
        CANCELLED,
        /** 603. */
        DECLINED,
        /** 404. */
        NOT_FOUND,
        /** 503 from the trunk, or 480 from a subscriber. */
        UNAVAILABLE,
        /** 402: the account is blocked. Never drawn; it takes the place of another when the call begins. */
        PAYMENT_REQUIRED
    }

    /** No call of a plan is up for longer. */
    static final long LONGEST_TALK_MILLIS = 300_000;
    /** No call of a plan takes longer from its first message to its last. */
    static final long LONGEST_MILLIS = LONGEST_TALK_MILLIS + 40_000;

    private static final int PERCENT_ON_NET = 22;
    private static final double MEDIAN_TALK_SECONDS = 38;
    private static final double TALK_SPREAD = 0.95;
    private static final long HOLD_MILLIS = 6_000;

    /** A call of any customer but the prepaid one. */
    static CallPlan draw(Population population, RandomGenerator random) {
        var caller = population.draw(random);
        boolean onNet = random.nextInt(100) < PERCENT_ON_NET;
        Subscriber callee = null;
        Destination destination = null;
        String number;
        String dialled;
        if (onNet) {
            do {
                callee = population.draw(random);
            } while (callee.equals(caller));
            number = callee.number();
            dialled = "+" + number;
        } else {
            destination = Destination.draw(random);
            number = destination.number(random);
            dialled = (random.nextInt(100) < 30 ? "00" : "+") + number;
        }
        var ending = ending(random.nextInt(100));
        long talk = Math.clamp(
                (long) (1000 * MEDIAN_TALK_SECONDS * Math.exp(TALK_SPREAD * random.nextGaussian())),
                2_000,
                LONGEST_TALK_MILLIS);
        boolean hold = random.nextInt(100) < 8 && talk > 3 * HOLD_MILLIS;
        return new CallPlan(
                caller,
                callee,
                destination,
                dialled,
                number,
                ending,
                random.nextInt(100) < 85,
                200 + random.nextInt(1_800),
                ending == Ending.NO_ANSWER ? 25_000 : 2_000 + (long) (23_000 * Math.pow(random.nextDouble(), 2)),
                talk,
                random.nextInt(100) < 45,
                hold ? talk / 3 : -1,
                random.nextInt(100) < 4,
                random.nextInt(100) < 4,
                onNet && random.nextInt(100) < 15,
                random.nextLong());
    }

    /** A call of the prepaid customer: long, dear, and always answered. */
    static CallPlan drawPrepaid(Population population, RandomGenerator random) {
        String number = Destination.PREPAID.number(random);
        return toTrunk(
                population.drawPrepaid(random),
                Destination.PREPAID,
                number,
                Ending.ANSWERED,
                200 + random.nextInt(600),
                2_000 + random.nextInt(2_000),
                120_000 + random.nextInt(120_000),
                random.nextBoolean(),
                random.nextLong());
    }

    /** A call by the bad trunk: three of four fail with 503. */
    static CallPlan drawFailing(Population population, RandomGenerator random) {
        boolean fails = random.nextInt(4) != 0;
        String number = Destination.FAILING.number(random);
        return toTrunk(
                population.draw(random),
                Destination.FAILING,
                number,
                fails ? Ending.UNAVAILABLE : Ending.ANSWERED,
                200 + random.nextInt(1_800),
                2_000 + random.nextInt(4_000),
                10_000 + random.nextInt(40_000),
                random.nextBoolean(),
                random.nextLong());
    }

    /** A call to a trunk that is answered after a few seconds and lasts half a minute. */
    static CallPlan drawPlain(Population population, RandomGenerator random) {
        var destination = Destination.draw(random);
        String number = destination.number(random);
        return toTrunk(
                population.draw(random),
                destination,
                number,
                Ending.ANSWERED,
                200 + random.nextInt(600),
                4_000 + random.nextInt(2_000),
                20_000 + random.nextInt(20_000),
                random.nextBoolean(),
                random.nextLong());
    }

    private static CallPlan toTrunk(
            Subscriber caller,
            Destination destination,
            String number,
            Ending ending,
            long delayMillis,
            long ringMillis,
            long talkMillis,
            boolean calleeHangsUp,
            long textSeed) {
        return new CallPlan(
                caller,
                null,
                destination,
                "+" + number,
                number,
                ending,
                true,
                delayMillis,
                ringMillis,
                talkMillis,
                calleeHangsUp,
                -1,
                false,
                false,
                false,
                textSeed);
    }

    /** The same call, refused because its account is blocked. */
    CallPlan refused() {
        return new CallPlan(
                caller,
                callee,
                destination,
                dialled,
                number,
                Ending.PAYMENT_REQUIRED,
                challenged,
                delayMillis,
                0,
                0,
                false,
                -1,
                false,
                false,
                false,
                textSeed);
    }

    /** Source of the call's tags and branches. */
    RandomGenerator texts() {
        return new SplittableRandom(textSeed);
    }

    /** Outcomes in the shares in which they come: one for each percent, 0 to 99. */
    static Ending ending(int percent) {
        if (percent < 65) {
            return Ending.ANSWERED;
        } else if (percent < 74) {
            return Ending.BUSY;
        } else if (percent < 83) {
            return Ending.NO_ANSWER;
        } else if (percent < 91) {
            return Ending.CANCELLED;
        } else if (percent < 93) {
            return Ending.DECLINED;
        } else if (percent < 96) {
            return Ending.NOT_FOUND;
        }
        return Ending.UNAVAILABLE;
    }
}
