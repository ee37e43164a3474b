package io.trunkline.benchmarks.pipeline.product;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.trunkline.protocol.Json;
import java.util.List;

/** What stands above the accounts of a load run, and by what they all take their calls. */
public enum Above {
    /** Nobody: each is the platform's own customer, by the card. */
    NOBODY(false, false),
    /** Two prepaid resellers, one above the other, by the same card. */
    RESELLERS(true, false),
    /** The same, and each of the three tiers with a package that has free minutes. */
    RESELLERS_AND_PACKAGES(true, true);

    /** Of a package and a month: those of a customer last for a while, those of a reseller for a moment. */
    public static final long FREE_MINUTES = 200;

    private static final String PACKAGE = "load-minutes";
    private static final List<String> RESELLER_IDS = List.of("load-reseller", "load-top");

    private final boolean resellers;
    private final boolean packages;

    Above(boolean resellers, boolean packages) {
        this.resellers = resellers;
        this.packages = packages;
    }

    /** The resellers' accounts, the lowest first. */
    List<String> resellers() {
        return resellers ? RESELLER_IDS : List.of();
    }

    /** How many records an answered call has: one for each tier. */
    public int levels() {
        return 1 + resellers().size();
    }

    /** On which level an account pays. */
    public int level(String accountId) {
        return 1 + resellers().indexOf(accountId);
    }

    /** Whether calls take free minutes, so that of each it is not known beforehand what it costs. */
    public boolean packages() {
        return packages;
    }

    /** The package, as the API takes it. */
    static ObjectNode packageBody() {
        return Json.mapper()
                .createObjectNode()
                .put("name", "Load")
                .put("rateCardId", Card.ID)
                .put("freeMinutes", FREE_MINUTES);
    }

    /** Where the API has it. */
    static String packagePath() {
        return "/packages/" + PACKAGE;
    }

    /** Puts an account below its parent, and gives it its package. */
    void complete(String accountId, ObjectNode body) {
        int above = level(accountId);
        if (above < resellers().size()) {
            body.put("parentId", resellers().get(above));
        }
        if (packages) {
            body.put("packageId", PACKAGE);
        }
    }
}
