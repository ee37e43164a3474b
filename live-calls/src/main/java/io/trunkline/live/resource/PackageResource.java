package io.trunkline.live.resource;

import static io.trunkline.live.access.UserRole.BILLING;

import io.trunkline.customers.Packages;
import io.trunkline.customers.change.PackageChanges;
import io.trunkline.customers.change.PackageDraft;
import io.trunkline.live.http.Answer;
import io.trunkline.live.http.ApiRequest;
import io.trunkline.live.http.Listing;
import io.trunkline.live.http.Route;
import io.trunkline.protocol.event.CallPackage;
import java.util.List;

/** Packages: {@code /packages}. */
final class PackageResource {

    private final Packages packages;
    private final PackageChanges changes;

    PackageResource(Packages packages, PackageChanges changes) {
        this.packages = packages;
        this.changes = changes;
    }

    List<Route> routes() {
        return List.of(
                Route.get("/api/v1/packages", Route.allow(BILLING), this::list).parameters("limit", "cursor"),
                Route.get("/api/v1/packages/{id}", Route.allow(BILLING), this::one),
                Route.put("/api/v1/packages/{id}", Route.allow(BILLING), this::put));
    }

    private Answer list(ApiRequest request) {
        return Answer.json(Listing.of(request, packages.all(), CallPackage::id));
    }

    private Answer one(ApiRequest request) {
        String id = request.id();
        return Answer.json(packages.one(id).orElseThrow(() -> Refusals.noSuch("package", id)));
    }

    private Answer put(ApiRequest request) throws InterruptedException {
        var made =
                Refusals.orMade(changes.put(request.id(), request.body(PackageDraft.class)), "package", request.id());
        return Answer.json(made.created() ? 201 : 200, made.now());
    }
}
