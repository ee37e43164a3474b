package io.trunkline.testing;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.BindException;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Ports of loopback that nobody uses, for TCP and UDP, and that nobody is given by chance meanwhile: they lie below those
 * from which Linux takes the ports of outgoing connections, and apart from those of another process that tests the same
 * module. Any thread may ask.
 */
public final class Ports {

    private static final int COUNT = 6_000;
    private static final int FIRST = 20_000 + COUNT * (Integer.getInteger("surefire.forkNumber", 1) - 1);
    private static final int MOST_TRIED = 1_000;
    private static final AtomicInteger NEXT =
            new AtomicInteger(ThreadLocalRandom.current().nextInt(COUNT));

    private Ports() {}

    /** A port that no test of this process was given before, but for one thousands of ports ago. */
    public static int free() {
        for (int tried = 0; tried < MOST_TRIED; tried++) {
            int port = FIRST + NEXT.getAndIncrement() % COUNT;
            if (isFree(port)) {
                return port;
            }
        }
        throw new AssertionError("no port from " + FIRST + " on is free");
    }

    /** The first of two ports side by side. */
    public static int freeWithNext() {
        int port = free();
        for (int next = free(); next != port + 1; next = free()) {
            port = next;
        }
        return port;
    }

    private static boolean isFree(int port) {
        InetAddress loopback = InetAddress.getLoopbackAddress();
        try (var _ = new ServerSocket(port, 1, loopback);
                var _ = new DatagramSocket(port, loopback)) {
            return true;
        } catch (BindException e) {
            return false;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
