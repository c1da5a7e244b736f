package dev.vagus.breaker.internal.policy;

import dev.vagus.breaker.PolicySnapshot;
import dev.vagus.module.Setting;
import dev.vagus.spi.PolicySource;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CopyOnWriteArrayList;
import org.jspecify.annotations.Nullable;

/**
 * All policies. For each setting of a target the most specific policy that has it counts: one that names the target beats
 * patterns, then the pattern with more characters that are not {@code *}, then the source that comes first by name. What holds
 * everywhere says nothing of channels, but how the breakers decide that policies give them: the rest is the bus's own.
 * Thread-safe; who listens is called after a change, without a lock, on the thread that made it.
 */
public final class PolicyBook implements PolicySource {
    private record Match(Target target, Policy policy) {}

    /** The least specific last; of equals the one that comes first by name is applied last. */
    private static final Comparator<Match> LEAST_SPECIFIC_FIRST = Comparator.comparing(Match::target)
            .thenComparing(match -> match.policy().source(), Comparator.reverseOrder());

    private final List<Runnable> listeners = new CopyOnWriteArrayList<>();

    /** By source; replaced as a whole, with this object's lock. */
    private volatile Map<String, Policy> policies = Map.of();

    private volatile @Nullable Policy usual;

    /** Takes a policy up, in the place of the one of the same source. */
    public void put(Policy policy) {
        synchronized (this) {
            Map<String, Policy> all = new TreeMap<>(policies);
            all.put(policy.source(), policy);
            policies = all;
        }
        listeners.forEach(Runnable::run);
    }

    /** Drops the policy of this source. */
    public void remove(String source) {
        synchronized (this) {
            Map<String, Policy> all = new TreeMap<>(policies);
            if (all.remove(source) == null) {
                return;
            }
            policies = all;
        }
        listeners.forEach(Runnable::run);
    }

    /** What holds for everything that no policy says; its targets do not matter. */
    public void usual(Policy policy) {
        usual = policy;
        listeners.forEach(Runnable::run);
    }

    /** Calls this after every change. */
    public void listen(Runnable changed) {
        listeners.add(changed);
    }

    @Override
    public Map<String, Setting> settings(String target) {
        List<Match> matches = new ArrayList<>();
        for (Policy policy : policies.values()) {
            Target match = policy.match(target);
            if (match != null) {
                matches.add(new Match(match, policy));
            }
        }
        matches.sort(LEAST_SPECIFIC_FIRST);
        Map<PolicyKey, Setting> found = new TreeMap<>();
        matches.forEach(match -> add(match.policy(), found));
        Policy everywhere = usual;
        if (everywhere != null) {
            boolean channel = target.startsWith(Target.CHANNEL);
            boolean broken = found.keySet().stream().anyMatch(PolicyBook::isOfBreaker);
            everywhere.values().forEach((key, value) -> {
                if (!channel || (broken && isOfBreaker(key))) {
                    found.computeIfAbsent(key, absent -> new Setting(key.key(), value, everywhere.source()));
                }
            });
        }
        Map<String, Setting> settings = new LinkedHashMap<>();
        found.forEach((key, setting) -> settings.put(key.key(), setting));
        return settings;
    }

    /** All policies by their sources, and last what holds where none says anything, if that is something. */
    public List<PolicySnapshot> snapshots() {
        List<PolicySnapshot> all = new ArrayList<>();
        policies.values().forEach(policy -> all.add(snapshot(policy)));
        Policy everywhere = usual;
        if (everywhere != null && !everywhere.values().isEmpty()) {
            all.add(snapshot(everywhere));
        }
        return all;
    }

    private static PolicySnapshot snapshot(Policy policy) {
        Map<PolicyKey, Setting> said = new TreeMap<>();
        add(policy, said);
        return new PolicySnapshot(
                policy.source(), policy.targets().stream().map(Target::text).toList(), List.copyOf(said.values()));
    }

    private static boolean isOfBreaker(PolicyKey key) {
        return key.key().startsWith("breaker.");
    }

    private static void add(Policy policy, Map<PolicyKey, Setting> found) {
        policy.values().forEach((key, value) -> found.put(key, new Setting(key.key(), value, policy.source())));
    }
}
