package dev.vagus.breaker.internal.component;

import dev.vagus.breaker.internal.policy.Policy;
import dev.vagus.breaker.internal.policy.PolicyBook;
import dev.vagus.module.FailedRegistration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Reads configurations of policies. Thread-safe. */
final class PolicyIntake implements ConfiguredPolicies {
    private static final Logger LOG = LoggerFactory.getLogger(PolicyIntake.class);

    private final PolicyBook book;
    private final String module;
    private final long bundleId;
    private final Map<String, FailedRegistration> failures = new TreeMap<>();

    PolicyIntake(PolicyBook book, String module, long bundleId) {
        this.book = book;
        this.module = module;
        this.bundleId = bundleId;
    }

    @Override
    public void put(String pid, Map<String, ?> configuration) {
        Policy policy = read(pid, null, configuration);
        if (policy != null) {
            book.put(policy);
        }
    }

    /** Takes up what holds where no policy says anything. */
    void usual(String pid, Map<String, ?> configuration) {
        Policy policy = read(pid, List.of("*"), configuration);
        if (policy != null) {
            book.usual(policy);
        }
    }

    private @Nullable Policy read(String pid, @Nullable List<String> targets, Map<String, ?> configuration) {
        try {
            Policy policy = Policy.read(pid, targets, configuration);
            keep(pid, null);
            return policy;
        } catch (IllegalArgumentException e) {
            String reason = String.valueOf(e.getMessage());
            LOG.error("the configuration {} is refused, what it said before stays: {}", pid, reason);
            keep(pid, failure(pid, reason));
            return null;
        }
    }

    /** Says that the policy of this name is not in force. */
    FailedRegistration failure(String name, String reason) {
        return new FailedRegistration("policy", name, module, bundleId, -1, reason);
    }

    private void keep(String pid, @Nullable FailedRegistration failure) {
        synchronized (failures) {
            if (failure == null) {
                failures.remove(pid);
            } else {
                failures.put(pid, failure);
            }
        }
    }

    @Override
    public void remove(String pid) {
        keep(pid, null);
        book.remove(pid);
    }

    List<FailedRegistration> failures() {
        synchronized (failures) {
            return new ArrayList<>(failures.values());
        }
    }
}
