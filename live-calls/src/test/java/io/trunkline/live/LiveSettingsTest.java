package io.trunkline.live;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.trunkline.customers.CustomersFollower;
import io.trunkline.customers.FreeNumbers;
import io.trunkline.kafka.KafkaAddress;
import io.trunkline.storage.Store;
import io.trunkline.storage.connection.StoreSettings;
import io.trunkline.telemetry.Health;
import io.trunkline.telemetry.Telemetry;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class LiveSettingsTest {

    @Test
    void shouldNotShowTheToken() {
        assertEquals(
                "LiveSettings[127.0.0.1:8080]",
                LiveSettings.withDefaults("127.0.0.1", 8080, "secret").toString());
    }

    @Test
    void shouldRefuseWhatCannotBe() {
        assertThrows(IllegalArgumentException.class, () -> LiveSettings.withDefaults("127.0.0.1", 65_536, "secret"));
        assertThrows(NullPointerException.class, () -> LiveSettings.withDefaults("127.0.0.1", 1, null));
    }

    @Test
    void shouldNameThePortThatIsTakenAndServeNothing() throws IOException {
        var loopback = InetAddress.getLoopbackAddress();
        try (var taken = new ServerSocket(0, 1, loopback);
                var store = Store.open(StoreSettings.withDefaults("jdbc:clickhouse://127.0.0.1:1/"))) {
            var settings = LiveSettings.withDefaults("127.0.0.1", taken.getLocalPort(), "secret");
            var nowhere = new KafkaAddress("127.0.0.1:1", "trunkline.");
            try (var customers =
                    CustomersFollower.start(nowhere, new FreeNumbers(FreeNumbers.EMERGENCY), (record, why) -> {})) {
                var refused = assertThrows(
                        IllegalStateException.class,
                        () -> LiveCalls.start(
                                settings, store, nowhere, customers, Optional::empty, new Telemetry(), new Health()));
                assertEquals(
                        "cannot serve on http.host 127.0.0.1, http.port " + taken.getLocalPort(),
                        refused.getMessage().split(": ")[0]);
            }
        }
    }
}
