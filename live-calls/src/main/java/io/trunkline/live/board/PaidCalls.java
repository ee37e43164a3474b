package io.trunkline.live.board;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** The calls that were answered and are up, by the accounts that pay for them. One thread changes them, any may ask. */
final class PaidCalls {

    private final Map<String, Set<PaidCall>> calls = new ConcurrentHashMap<>();

    /** What those of an account owe together at most. */
    private final Map<String, BurnLine> lines = new ConcurrentHashMap<>();

    void add(List<PaidCall> paid) {
        for (PaidCall call : paid) {
            calls.computeIfAbsent(call.accountId(), account -> ConcurrentHashMap.newKeySet())
                    .add(call);
            lines.merge(call.accountId(), call.line(), BurnLine::plus);
        }
    }

    /** Takes away what was added, the same objects. */
    void remove(List<PaidCall> paid) {
        for (PaidCall call : paid) {
            lines.computeIfPresent(call.accountId(), (account, all) -> all.minus(call.line()));
            calls.computeIfPresent(call.accountId(), (account, all) -> {
                all.remove(call);
                return all.isEmpty() ? null : all;
            });
        }
    }

    /** Those that burn the money of an account now. */
    Burning burning(String accountId, FreeMinutesTold told) {
        return new Burning(
                lines.getOrDefault(accountId, BurnLine.NONE), () -> calls.getOrDefault(accountId, Set.of()).stream()
                        .map(call -> new Burning.Burn(call.meter(), at -> call.due(told, at)))
                        .toList());
    }
}
