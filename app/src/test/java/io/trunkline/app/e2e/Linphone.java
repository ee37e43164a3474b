package io.trunkline.app.e2e;

import io.trunkline.testing.ProcessEnd;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;

/** A real telephone, Debian's {@code linphonec}, without a sound card, that registers over UDP. */
final class Linphone implements AutoCloseable {

    private final Process process;

    private Linphone(Process process) {
        this.process = process;
    }

    /**
     * Starts it, or skips the test where it is not installed; it registers by itself after a moment.
     *
     * @param directory its home
     * @param registrar where it registers
     */
    static Linphone start(Path directory, KamailioSwitch.Subscriber owner, InetSocketAddress registrar)
            throws IOException {
        Path program = DebianProgram.require("linphonec", "linphone-cli");
        // It does not make them itself, and keeps no contact without.
        Files.createDirectories(directory.resolve(".local/share/linphone"));
        Files.createDirectories(directory.resolve(".config/linphone"));
        Path settings = Files.writeString(directory.resolve("linphonerc"), """
                [sip]
                sip_port=%d
                sip_tcp_port=0
                sip_tls_port=0
                use_ipv6=0
                guess_hostname=0
                default_proxy=0
                register_only_when_network_is_up=0
                [proxy_0]
                reg_proxy=sip:127.0.0.1:%d
                reg_identity=sip:%s@127.0.0.1
                reg_expires=600
                reg_sendregister=1
                [auth_info_0]
                username=%s
                passwd=%s
                realm=127.0.0.1
                """.formatted(
                        FreePort.udp(), registrar.getPort(), owner.user(), owner.user(), owner.password()));
        var builder = new ProcessBuilder(program.toString(), "-c", settings.toString(), "-d", "0")
                .redirectErrorStream(true)
                .redirectOutput(directory.resolve("linphone.log").toFile());
        builder.environment().put("HOME", directory.toString());
        return new Linphone(builder.start());
    }

    @Override
    public void close() {
        ProcessEnd.of(process);
    }
}
