package io.trunkline.live.stream;

/** What is moved by the one clock of the live lists: one thread calls both methods. */
public interface Paced {

    /** Touches what time has changed. To be called once a second. */
    void everySecond();

    /** Tells who watches of what was touched: {@link EventHub#beat}. Gives the number of rows of which it told. */
    int beat();
}
