package io.trunkline.embedded.kafka;

import java.util.concurrent.CompletableFuture;
import org.apache.kafka.image.MetadataDelta;
import org.apache.kafka.image.MetadataImage;
import org.apache.kafka.image.loader.LoaderManifest;
import org.apache.kafka.image.publisher.MetadataPublisher;
import org.apache.kafka.metadata.BrokerRegistration;

/**
 * Tells whether the metadata of a cluster show a broker as alive. The metadata's loader calls it on its own thread; the
 * futures may be waited for on any.
 */
final class RegistrationWatch implements MetadataPublisher {
    private final int broker;
    private final CompletableFuture<Boolean> aliveAtFirst = new CompletableFuture<>();
    private final CompletableFuture<Void> gone = new CompletableFuture<>();

    RegistrationWatch(int broker) {
        this.broker = broker;
    }

    /** Whether the broker was alive when all that was committed had been read. */
    CompletableFuture<Boolean> aliveAtFirst() {
        return aliveAtFirst;
    }

    /** Completed when the metadata show the broker no more, or as one that was stopped. */
    CompletableFuture<Void> gone() {
        return gone;
    }

    @Override
    public String name() {
        return "RegistrationWatch";
    }

    @Override
    public void onMetadataUpdate(MetadataDelta delta, MetadataImage newImage, LoaderManifest manifest) {
        BrokerRegistration registration = newImage.cluster().broker(broker);
        boolean alive = registration != null && !registration.fenced();
        if (!alive) {
            gone.complete(null);
        }
        aliveAtFirst.complete(alive);
    }
}
