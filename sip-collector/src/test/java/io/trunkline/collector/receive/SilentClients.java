package io.trunkline.collector.receive;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URISyntaxException;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * Connections that send nothing, a thousand from each of several addresses of loopback. In a process of its own: both
 * ends of so many connections are more files than one process may have open.
 */
final class SilentClients implements AutoCloseable {

    private static final int OF_ONE_ADDRESS = 1_000;

    private final Process process;

    private SilentClients(Process process) {
        this.process = process;
    }

    /** Opens so many, and returns when all are. */
    static SilentClients open(int port, int count) throws IOException, URISyntaxException {
        var process = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-Xmx64m",
                        "-cp",
                        Path.of(SilentClients.class
                                        .getProtectionDomain()
                                        .getCodeSource()
                                        .getLocation()
                                        .toURI())
                                .toString(),
                        SilentClients.class.getName(),
                        Integer.toString(port),
                        Integer.toString(count))
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        var opened = new SilentClients(process);
        String told =
                new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8)).readLine();
        if (!"open".equals(told)) {
            opened.close();
            throw new AssertionError("the silent connections are not open: " + told);
        }
        return opened;
    }

    /** Ends the process, and with it all connections. */
    @Override
    public void close() {
        process.destroyForcibly();
        process.onExit().join();
    }

    /** Opens the connections, says so, and waits to be ended. */
    public static void main(String[] arguments) throws IOException {
        var collector = new InetSocketAddress(InetAddress.getLoopbackAddress(), Integer.parseInt(arguments[0]));
        int count = Integer.parseInt(arguments[1]);
        List<SocketChannel> open = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            SocketChannel channel = SocketChannel.open();
            channel.bind(new InetSocketAddress(InetAddress.ofLiteral("127.0.1." + (1 + i / OF_ONE_ADDRESS)), 0));
            channel.connect(collector);
            open.add(channel);
        }
        System.out.println("open");
        // Until the parent ends it, or has ended itself.
        while (System.in.read() >= 0) {
            // Nothing is sent.
        }
        for (SocketChannel channel : open) {
            channel.close();
        }
    }
}
