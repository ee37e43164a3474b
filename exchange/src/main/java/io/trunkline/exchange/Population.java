package io.trunkline.exchange;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.SplittableRandom;
import java.util.random.RandomGenerator;

/** The subscribers of all customers, the same for the same seed and number. */
public final class Population {

    /** Fewer would leave a customer without any. */
    public static final int FEWEST = 20;
    /** The numbers that are kept for fiction in Berlin, 030 23125 000 to 999, are no more. */
    public static final int MOST = 900;

    private static final String BERLIN = "493023125";
    private static final int FIRST_NUMBER = 100;
    private static final int FIRST_EXTENSION = 101;
    private static final int FIRST_OUTSIDE_PORT = 20_000;
    private static final int PERCENT_TCP = 12;

    private static final List<String> FIRST_NAMES = List.of(
            "Anna", "Ben", "Chloe", "David", "Ela", "Farid", "Greta", "Hugo", "Ines", "Jan", "Kasia", "Leon", "Maya",
            "Nils", "Olivia", "Piotr", "Quentin", "Rosa", "Samir", "Tilda", "Umut", "Vera", "Wim", "Yara");
    private static final List<String> LAST_NAMES = List.of(
            "Albrecht",
            "Baker",
            "Czerny",
            "Demir",
            "Ebert",
            "Fischer",
            "Grant",
            "Hofmann",
            "Ivanova",
            "Jensen",
            "Kowalska",
            "Lange",
            "Moreau",
            "Novak",
            "Okafor",
            "Peters",
            "Richter",
            "Shaw",
            "Thomsen",
            "Weiss");
    private static final List<String> TELEPHONES = List.of(
            "Yealink SIP-T46U 108.86.0.70",
            "Yealink SIP-T54W 96.86.0.100",
            "snomD785/10.1.175.13",
            "Grandstream GXP2170 1.0.11.79",
            "Fanvil X4U 2.14.0.7386",
            "PolyEdge-E350-UA/8.2.0.0322",
            "Zoiper v2.10.20.5",
            "Linphone-Desktop/5.2.6");

    private final List<Subscriber> subscribers;
    private final List<Subscriber> prepaid;
    private final List<Subscriber> others;

    private Population(List<Subscriber> subscribers) {
        this.subscribers = List.copyOf(subscribers);
        this.prepaid = subscribers.stream()
                .filter(subscriber -> subscriber.accountId().equals(Customer.PREPAID.id()))
                .toList();
        this.others = subscribers.stream()
                .filter(subscriber -> !subscriber.accountId().equals(Customer.PREPAID.id()))
                .toList();
    }

    /** So many subscribers, {@link #FEWEST} to {@link #MOST}, shared among {@link Customer#ALL}. */
    public static Population of(long seed, int size) {
        var random = new SplittableRandom(seed);
        var subscribers = new ArrayList<Subscriber>();
        int percent = 0;
        for (int office = 0; office < Customer.ALL.size(); office++) {
            var customer = Customer.ALL.get(office);
            percent += customer.share();
            for (int extension = FIRST_EXTENSION; subscribers.size() < size * percent / 100; extension++) {
                subscribers.add(subscriber(customer, office, extension, subscribers.size(), random));
            }
        }
        return new Population(subscribers);
    }

    private static Subscriber subscriber(
            Customer customer, int office, int extension, int index, RandomGenerator random) {
        int port = FIRST_OUTSIDE_PORT + index;
        int host = extension - FIRST_EXTENSION + 10;
        return new Subscriber(
                customer.userPrefix() + extension,
                customer.id(),
                pick(FIRST_NAMES, random) + " " + pick(LAST_NAMES, random),
                BERLIN + String.format(Locale.ROOT, "%03d", FIRST_NUMBER + index),
                Proxy.address("192.168." + (office + host / 250) + "." + (host % 250 + 1), 5060),
                Proxy.address("198.51.100." + (10 + office), port),
                random.nextInt(100) < PERCENT_TCP ? Transport.TCP : Transport.UDP,
                pick(TELEPHONES, random));
    }

    /** All subscribers. */
    List<Subscriber> subscribers() {
        return subscribers;
    }

    /** Those of a customer. */
    public List<Subscriber> of(Customer customer) {
        return subscribers.stream()
                .filter(subscriber -> subscriber.accountId().equals(customer.id()))
                .toList();
    }

    /** A subscriber of any customer but the prepaid one. */
    Subscriber draw(RandomGenerator random) {
        return pick(others, random);
    }

    /** A subscriber of the prepaid customer. */
    Subscriber drawPrepaid(RandomGenerator random) {
        return pick(prepaid, random);
    }

    private static <T> T pick(List<T> choices, RandomGenerator random) {
        return choices.get(random.nextInt(choices.size()));
    }
}
