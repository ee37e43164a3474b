package io.trunkline.live.resource;

import static io.trunkline.live.access.UserRole.BILLING;
import static io.trunkline.live.access.UserRole.NOC;
import static io.trunkline.live.access.UserRole.SUPPORT;

import io.trunkline.kafka.FollowedWriter;
import io.trunkline.live.address.AddressNames;
import io.trunkline.live.address.WrittenAddress;
import io.trunkline.live.http.Answer;
import io.trunkline.live.http.ApiError;
import io.trunkline.live.http.ApiRequest;
import io.trunkline.live.http.Listing;
import io.trunkline.live.http.Route;
import io.trunkline.protocol.Json;
import io.trunkline.protocol.Topic;
import io.trunkline.protocol.event.AddressName;
import java.util.List;
import java.util.Optional;

/** What people call addresses: {@code /address-names}. */
final class AddressNameResource {

    private static final int LONGEST_NAME = 60;

    /** A name as it is sent. */
    private record Draft(String address, String name) {}

    private final AddressNames names;
    private final FollowedWriter writer;

    AddressNameResource(AddressNames names, FollowedWriter writer) {
        this.names = names;
        this.writer = writer;
    }

    List<Route> routes() {
        return List.of(
                Route.get("/api/v1/address-names", Route.allow(NOC, SUPPORT, BILLING), this::list)
                        .parameters("limit", "cursor"),
                Route.put("/api/v1/address-names/{address}", Route.allow(NOC, SUPPORT), this::put),
                Route.delete("/api/v1/address-names/{address}", Route.allow(NOC, SUPPORT), this::delete));
    }

    private Answer list(ApiRequest request) {
        return Answer.json(Listing.of(request, names.all(), AddressName::address));
    }

    private Answer put(ApiRequest request) throws InterruptedException {
        String address = address(request);
        Draft draft = request.body(Draft.class);
        if (draft.address() != null && !WrittenAddress.of(draft.address()).equals(Optional.of(address))) {
            throw ApiError.invalid("address", "address must be that of the path, or be left out");
        }
        String name = draft.name() == null ? "" : draft.name().strip();
        if (name.isEmpty() || name.length() > LONGEST_NAME || name.codePoints().anyMatch(Character::isISOControl)) {
            throw ApiError.invalid("name", "name must have 1 to " + LONGEST_NAME + " characters");
        }
        boolean isNew = names.one(address).isEmpty();
        var named = new AddressName(address, name);
        write(address, Json.write(named));
        return Answer.json(isNew ? 201 : 200, named);
    }

    private Answer delete(ApiRequest request) throws InterruptedException {
        String address = address(request);
        if (names.one(address).isEmpty()) {
            throw ApiError.notFound(address + " has no name");
        }
        write(address, null);
        return Answer.nothing();
    }

    private static String address(ApiRequest request) {
        return WrittenAddress.of(request.variable("address"))
                .orElseThrow(() -> ApiError.invalid(
                        "address",
                        "address must be like 192.0.2.1, 192.0.2.1:5060, 2001:db8::1 or [2001:db8::1]:5060"));
    }

    private void write(String address, byte[] value) throws InterruptedException {
        switch (writer.write(Topic.ADDRESS_NAMES, address, value)) {
            case SEEN, NOT_SEEN -> {}
            case NOT_CONFIRMED -> throw ApiError.unavailable("Kafka did not take it in time; it may be sent again");
        }
    }
}
