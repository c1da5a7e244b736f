package dev.vagus.itests;

import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.notNullValue;

import java.time.Duration;
import java.util.function.Function;
import java.util.stream.Stream;
import javax.inject.Inject;
import org.awaitility.Awaitility;
import org.junit.runner.RunWith;
import org.ops4j.pax.exam.Configuration;
import org.ops4j.pax.exam.Option;
import org.ops4j.pax.exam.junit.PaxExam;
import org.ops4j.pax.exam.spi.reactors.ExamReactorStrategy;
import org.ops4j.pax.exam.spi.reactors.PerClass;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleContext;
import org.osgi.framework.BundleException;
import org.osgi.framework.ServiceReference;

/** A test that runs inside a Felix in which all of Vagus is started; one Felix for each class. */
@RunWith(PaxExam.class)
@ExamReactorStrategy(PerClass.class)
public abstract class FelixTest {
    static {
        // What takes so long on a busy machine takes milliseconds on a quiet one.
        Awaitility.setDefaultTimeout(Duration.ofSeconds(30));
        Awaitility.setDefaultPollDelay(Duration.ZERO);
        Awaitility.setDefaultPollInterval(Duration.ofMillis(10));
    }

    @Inject
    protected BundleContext context;

    @Configuration
    public Option[] felix() {
        return new Option[] {Felix.withVagus()};
    }

    /** The service of this type; waits until there is one. */
    protected final <T> T service(Class<T> type) {
        return await().until(() -> InModule.serviceOrNull(context, type), notNullValue());
    }

    /** Whether there is a service of this type. */
    protected final boolean isThere(Class<?> type) {
        ServiceReference<?> reference = context.getServiceReference(type);
        return reference != null;
    }

    /** The installed bundle of this symbolic name. */
    protected final Bundle bundle(String symbolicName) {
        return Stream.of(context.getBundles())
                .filter(bundle -> symbolicName.equals(bundle.getSymbolicName()))
                .findFirst()
                .orElseThrow(() -> new AssertionError("no bundle " + symbolicName));
    }

    /** Installs and starts one of the example modules. */
    protected final Bundle startExample(String artifact) throws BundleException {
        Bundle bundle = context.installBundle(Felix.location(artifact));
        bundle.start();
        return bundle;
    }

    /** Runs code of a module as the module: the module's own class, with the module's context. */
    @SuppressWarnings("unchecked")
    protected static Object runAs(Bundle module, Class<? extends Function<BundleContext, ?>> code) throws Exception {
        Object script =
                module.loadClass(code.getName()).getDeclaredConstructor().newInstance();
        return ((Function<BundleContext, Object>) script).apply(module.getBundleContext());
    }
}
