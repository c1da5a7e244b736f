package dev.vagus.itests;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.vagus.module.ErrorCategory;
import dev.vagus.registry.ApiHandler;
import dev.vagus.registry.ApiRegistry;
import dev.vagus.registry.Invocation;
import java.time.Duration;
import java.util.Map;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Supplier;
import org.junit.After;
import org.junit.Before;
import org.junit.Test;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleContext;
import org.osgi.framework.BundleException;
import org.osgi.service.cm.Configuration;
import org.osgi.service.cm.ConfigurationAdmin;

/**
 * Two callers, one synchronous and one asynchronous, never pause while the jar that provides their operation is replaced
 * ten times. No call fails; without an update window those that do are unavailable and nothing else.
 */
public class CallUpdateIT extends FelixTest {
    private static final int UPDATES = 10;
    private static final String OPERATION = "Provider.Version";

    private final AtomicLong made = new AtomicLong();
    private final AtomicLong succeeded = new AtomicLong();
    private final Queue<Throwable> failures = new ConcurrentLinkedQueue<>();
    private final Set<String> synchronously = ConcurrentHashMap.newKeySet();
    private final Set<String> asynchronously = ConcurrentHashMap.newKeySet();
    private volatile boolean done;

    private ApiRegistry registry;
    private Bundle provider;
    private Bundle caller;

    @Before
    public void startTheModules() throws Exception {
        caller = ModuleJar.of("Caller").start(context);
        service(ApiRegistry.class);
        registry = InModule.service(caller.getBundleContext(), ApiRegistry.class);
        provider = version(0).start(context);
        await().until(() -> registry.operation(OPERATION).isPresent());
    }

    @After
    public void uninstallTheModules() throws Exception {
        done = true;
        provider.uninstall();
        caller.uninstall();
    }

    @Test
    public void noCallFailsWhileItsProviderIsReplacedTenTimes() throws Exception {
        callWhileTheProviderIsReplaced();

        assertThat(failures).isEmpty();
        assertThat(succeeded.get()).isEqualTo(made.get());
    }

    @Test
    public void withoutAnUpdateWindowCallsAreUnavailableAndNothingElse() throws Exception {
        Configuration configuration = service(ConfigurationAdmin.class).getConfiguration("dev.vagus.registry", "?");
        configuration.update(InModule.properties(Map.of("update.window.ms", 0L)));
        try {
            awaitNoWindow();
            callWhileTheProviderIsReplaced();

            assertThat(failures).isNotEmpty();
            assertThat(failures).extracting(ErrorCategory::of).containsOnly(ErrorCategory.UNAVAILABLE);
            assertThat(succeeded.get() + failures.size()).isEqualTo(made.get());
            assertThat(registry.invoke(OPERATION, Map.of())).isEqualTo("1." + UPDATES + ".0");
        } finally {
            configuration.delete();
        }
    }

    /** Until a call of a module that is down for an update fails at once. */
    private void awaitNoWindow() throws Exception {
        provider.stop(Bundle.STOP_TRANSIENT);
        await().until(() -> {
            long before = System.nanoTime();
            try {
                registry.call(OPERATION).timeout(Duration.ofSeconds(1)).invoke();
            } catch (RuntimeException e) {
                return ErrorCategory.of(e) == ErrorCategory.UNAVAILABLE
                        && System.nanoTime() - before < TimeUnit.MILLISECONDS.toNanos(500);
            }
            return false;
        });
        provider.start(Bundle.START_TRANSIENT);
        await().until(() -> registry.operation(OPERATION).isPresent());
    }

    private void callWhileTheProviderIsReplaced() throws Exception {
        Thread one = start(synchronously, () -> registry.invoke(OPERATION, Map.of()));
        Thread other = start(
                asynchronously,
                () -> registry.call(OPERATION).async().toCompletableFuture().join());
        awaitAnswersOf(0);
        for (int number = 1; number <= UPDATES; number++) {
            replace(number);
            awaitAnswersOf(number);
        }
        done = true;
        one.join(TimeUnit.SECONDS.toMillis(10));
        other.join(TimeUnit.SECONDS.toMillis(10));
        assertThat(one.isAlive() || other.isAlive()).as("callers that hang").isFalse();
    }

    private void replace(int number) throws BundleException {
        provider.update(version(number).open());
    }

    private void awaitAnswersOf(int number) {
        String version = "1." + number + ".0";
        await("answers of " + version).until(() -> synchronously.contains(version) && asynchronously.contains(version));
    }

    private Thread start(Set<String> seen, Supplier<Object> call) {
        Thread thread = new Thread(
                () -> {
                    while (!done) {
                        made.incrementAndGet();
                        try {
                            seen.add((String) call.get());
                            succeeded.incrementAndGet();
                        } catch (CompletionException e) {
                            failures.add(e.getCause());
                        } catch (RuntimeException e) {
                            failures.add(e);
                        }
                    }
                },
                "caller");
        thread.setDaemon(true);
        thread.start();
        return thread;
    }

    private static ModuleJar version(int number) {
        return ModuleJar.of("Provider")
                .header("Bundle-Version", "1." + number + ".0")
                .with(CallUpdateIT.class)
                .component(
                        TellsItsVersion.class,
                        "<service><provide interface='" + ApiHandler.class.getName() + "'/></service>"
                                + "<property name='vagus.api.module' type='String' value='Provider'/>"
                                + "<property name='vagus.api.operation' type='String' value='Version'/>");
    }

    /** The component of the provider. */
    public static final class TellsItsVersion implements ApiHandler {
        private volatile String version;

        /** Called by the component runtime. */
        public void activate(BundleContext module) {
            version = module.getBundle().getVersion().toString();
        }

        /** Called by the component runtime; no call comes after it. */
        public void deactivate() {
            version = null;
        }

        @Override
        public Object handle(Invocation call) {
            String own = version;
            if (own == null) {
                throw new IllegalStateException("the component is not active");
            }
            return own;
        }
    }
}
