package io.trunkline.protocol.dialog;

import java.util.List;

/** The Via values of a request, by their branches, the last hop's first. */
public final class Vias {

    private Vias() {}

    /** RFC 3261, 16.6 and 16.7: a proxy puts its own Via on top of those that it found, so these lie beneath. */
    public static boolean areBeneath(List<String> those, List<String> all) {
        int more = all.size() - those.size();
        if (more <= 0 || those.isEmpty()) {
            return false;
        }
        for (int i = 0; i < those.size(); i++) {
            if (!those.get(i).equals(all.get(more + i))) {
                return false;
            }
        }
        return true;
    }
}
