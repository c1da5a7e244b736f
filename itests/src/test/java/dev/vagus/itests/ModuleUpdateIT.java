package dev.vagus.itests;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.awaitility.Awaitility.await;

import dev.vagus.module.ErrorCategory;
import dev.vagus.module.VagusException;
import dev.vagus.registry.ApiRegistry;
import java.io.InputStream;
import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.IntStream;
import org.junit.After;
import org.junit.Before;
import org.junit.Test;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleEvent;
import org.osgi.framework.SynchronousBundleListener;

/** The lab runner is replaced by its second version, and removed, while other threads call it all the time. */
public class ModuleUpdateIT extends FelixTest {
    private static final int CALLERS = 3;

    private final Map<Object, AtomicLong> outcomes = new ConcurrentHashMap<>();
    private final AtomicBoolean calling = new AtomicBoolean(true);
    private final List<String> othersThatChanged = new CopyOnWriteArrayList<>();

    private ApiRegistry registry;
    private Bundle lab;
    private List<Thread> callers;
    private SynchronousBundleListener others;

    @Before
    public void startTheModuleAndItsCallers() throws Exception {
        registry = service(ApiRegistry.class);
        lab = startExample("labrunner");
        others = event -> {
            if (event.getBundle() != lab && event.getType() != BundleEvent.LAZY_ACTIVATION) {
                othersThatChanged.add(event.toString() + " " + event.getBundle() + " " + event.getType());
            }
        };
        await().until(() -> registry.operation("LabRunner.ExecuteStep").isPresent());
        context.addBundleListener(others);
        callers = IntStream.range(0, CALLERS)
                .mapToObj(n -> new Thread(this::callAllTheTime, "caller-" + n))
                .toList();
        callers.forEach(Thread::start);
    }

    @After
    public void stopTheCallers() throws Exception {
        endTheCalls();
        context.removeBundleListener(others);
        if (lab.getState() != Bundle.UNINSTALLED) {
            lab.uninstall();
        }
    }

    @Test
    public void callsEndWithAResultOrUnavailableAndThenTheNewVersionAnswers() throws Exception {
        awaitMore("completed");

        for (int round = 0; round < 5; round++) {
            update("labrunner-v2");
            awaitMore("verified");
            update("labrunner");
            awaitMore("completed");
        }
        update("labrunner-v2");
        awaitMore("verified");
        endTheCalls();

        assertThat(outcomes.keySet()).isSubsetOf(Set.of("completed", "verified", ErrorCategory.UNAVAILABLE));
        assertThat(execute()).isEqualTo("verified");
        assertThat(othersThatChanged).isEmpty();
    }

    @Test
    public void callsOfARemovedModuleAreUnavailableAndTheErrorNamesIt() throws Exception {
        awaitMore("completed");

        lab.uninstall();
        awaitMore(ErrorCategory.UNAVAILABLE);
        endTheCalls();

        assertThat(outcomes.keySet()).isSubsetOf(Set.of("completed", ErrorCategory.UNAVAILABLE));
        VagusException error = catchThrowableOfType(VagusException.class, this::execute);
        assertThat(error).hasMessageContaining("LabRunner");
        assertThat(error.category()).isEqualTo(ErrorCategory.UNAVAILABLE);
        assertThat(othersThatChanged).isEmpty();
    }

    private void update(String artifact) throws Exception {
        try (InputStream jar = URI.create(Felix.location(artifact)).toURL().openStream()) {
            lab.update(jar);
        }
    }

    private void callAllTheTime() {
        while (calling.get()) {
            Object outcome;
            try {
                outcome = execute();
            } catch (VagusException e) {
                outcome = e.category() == ErrorCategory.UNAVAILABLE ? e.category() : e.toString();
            } catch (RuntimeException | Error e) {
                outcome = e.toString();
            }
            outcomes.computeIfAbsent(outcome, key -> new AtomicLong()).incrementAndGet();
        }
    }

    private String execute() {
        Object result = registry.invoke("LabRunner.ExecuteStep", Map.of("StepName", "DeployVM"));
        return String.valueOf(((Map<?, ?>) result).get("status"));
    }

    private void awaitMore(Object outcome) {
        long before = count(outcome);
        await().until(() -> count(outcome) >= before + 100);
    }

    private long count(Object outcome) {
        AtomicLong count = outcomes.get(outcome);
        return count == null ? 0 : count.get();
    }

    private void endTheCalls() throws InterruptedException {
        calling.set(false);
        for (Thread caller : callers) {
            caller.join(10_000);
            assertThat(caller.isAlive()).isFalse();
        }
    }
}
