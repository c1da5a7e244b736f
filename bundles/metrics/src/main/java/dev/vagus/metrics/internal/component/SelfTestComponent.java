package dev.vagus.metrics.internal.component;

import dev.vagus.metrics.SelfTest;
import dev.vagus.metrics.internal.selftest.SelfTester;
import java.time.Clock;
import java.time.Duration;
import java.util.Hashtable;
import org.osgi.annotation.bundle.Capability;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleContext;
import org.osgi.framework.ServiceFactory;
import org.osgi.framework.ServiceRegistration;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;

/** Registers the self-test for each bundle; interrupts those that are under way when it stops. */
@Component(name = "dev.vagus.metrics.selftest", immediate = true, service = SelfTestComponent.class)
@Capability(
        namespace = "osgi.service",
        attribute = "objectClass:List<String>=\"dev.vagus.metrics.SelfTest\"",
        uses = SelfTest.class)
public final class SelfTestComponent implements ServiceFactory<SelfTest> {
    /** Below the time that the component runtime waits for. */
    private static final Duration STOP = Duration.ofSeconds(2);

    private final SelfTester tester;
    private final ServiceRegistration<?> service;

    /** Called by the component runtime. */
    @Activate
    public SelfTestComponent(BundleContext context) {
        tester = new SelfTester(
                Clock.systemUTC(), SelfTester.PATIENCE, ConfiguredBreaker.in(context), new TrialMiddleware(context));
        service = context.registerService(SelfTest.class.getName(), this, new Hashtable<>());
    }

    @Deactivate
    void stop() {
        service.unregister();
        tester.stop(STOP);
    }

    @Override
    public SelfTest getService(Bundle bundle, ServiceRegistration<SelfTest> registration) {
        return new SelfTestFacade(bundle, tester);
    }

    /** Nothing is kept for a bundle. */
    @Override
    public void ungetService(Bundle bundle, ServiceRegistration<SelfTest> registration, SelfTest facade) {}
}
