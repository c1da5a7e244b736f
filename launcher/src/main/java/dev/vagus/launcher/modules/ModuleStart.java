package dev.vagus.launcher.modules;

import dev.vagus.launcher.Failures;
import java.util.List;
import java.util.stream.Collectors;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleException;

/** Starts a module and, if that fails, says why in words. */
final class ModuleStart {
    private final MissingRequirements missing;

    ModuleStart(MissingRequirements missing) {
        this.missing = missing;
    }

    /**
     * How a start went.
     *
     * @param started whether the module runs
     * @param reason why not; empty when started
     * @param needs what nobody provides; empty when started, or failed for another reason
     */
    record Result(boolean started, String reason, List<Requirement> needs) {
        static final Result STARTED = new Result(true, "", List.of());
    }

    Result start(Bundle bundle) {
        if (ModuleBundles.isFragment(bundle)) {
            return Result.STARTED;
        }
        try {
            bundle.start();
            return Result.STARTED;
        } catch (BundleException e) {
            return bundle.getState() == Bundle.INSTALLED ? unresolved(bundle, e) : failed(Failures.cause(e));
        } catch (IllegalStateException | SecurityException e) {
            return failed(Failures.cause(e));
        }
    }

    private Result unresolved(Bundle bundle, BundleException failure) {
        List<Requirement> needs = missing.of(bundle);
        if (!needs.isEmpty()) {
            String texts = needs.stream().map(RequirementText::of).distinct().collect(Collectors.joining(", "));
            return new Result(false, "missing " + texts, needs);
        }
        List<String> held = missing.heldByUnresolved(bundle);
        return failed(held.isEmpty() ? Failures.message(failure) : "missing " + String.join(", ", held));
    }

    private static Result failed(String reason) {
        return new Result(false, reason, List.of());
    }
}
