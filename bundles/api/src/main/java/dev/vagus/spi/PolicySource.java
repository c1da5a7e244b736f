package dev.vagus.spi;

import dev.vagus.module.Setting;
import java.util.Map;
import org.osgi.annotation.versioning.ConsumerType;

/**
 * What policies say about a target, for the bundles that act by it: the registry takes {@code timeout.ms},
 * {@code isolation} and {@code fallback} of operations, the bus {@code timeout.ms} and {@code retry.*} of channels. A
 * service; there is at most one. Its property {@value #EPOCH} changes with every change of a policy: whoever keeps what
 * it was told asks again then. Thread-safe.
 */
@ConsumerType
public interface PolicySource {
    /** The service property, a {@link Long}, that changes when policies do. */
    String EPOCH = "vagus.policy.epoch";

    /**
     * The settings that policies give this target, by key, each from the most specific policy that has it. Validated:
     * each value has its key's type and range. Settings that no policy gives are absent.
     *
     * @param target {@code LabRunner.ExecuteStep}, {@code guard:LabRunner.warehouse} or {@code channel:Configuration}
     */
    Map<String, Setting> settings(String target);
}
