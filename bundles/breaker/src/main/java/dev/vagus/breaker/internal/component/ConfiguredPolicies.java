package dev.vagus.breaker.internal.component;

import java.util.Map;

/** Where the policies of configurations go; a service within this bundle. */
public interface ConfiguredPolicies {
    /** Takes up a configuration; one that is not valid is refused as a whole, and what it said before stays. */
    void put(String pid, Map<String, ?> configuration);

    /** The configuration has gone. */
    void remove(String pid);
}
