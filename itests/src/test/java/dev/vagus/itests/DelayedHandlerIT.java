package dev.vagus.itests;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.util.Map;
import org.junit.After;
import org.junit.Before;
import org.junit.Test;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleContext;
import org.osgi.framework.ServiceReference;
import org.osgi.service.event.Event;
import org.osgi.service.event.EventAdmin;
import org.osgi.service.event.EventHandler;

/** A handler that is a delayed component stays delayed until the first event that matches it. */
public class DelayedHandlerIT extends FelixTest {
    private EventAdmin admin;
    private Journal journal;
    private Bundle module;

    @Before
    public void startTheModule() throws Exception {
        admin = service(EventAdmin.class);
        journal = Journal.open(context);
        module = ModuleJar.of("Delayed")
                .component(
                        Delayed.class,
                        "<service><provide interface='org.osgi.service.event.EventHandler'/></service>"
                                + "<property name='event.topics' type='String' value='it/delayed/*'/>"
                                + "<property name='event.filter' type='String' value='(n=1)'/>")
                .start(context);
        await().until(() -> reference() != null);
    }

    @After
    public void uninstallTheModule() throws Exception {
        module.uninstall();
        journal.close();
    }

    @Test
    public void isActivatedByTheFirstEventThatMatches() throws Exception {
        try (RecordingHandler other = RecordingHandler.on(context, "it/*")) {
            admin.postEvent(new Event("it/other", Map.of("n", 1)));
            admin.postEvent(new Event("it/delayed/x", Map.of("n", 2)));
            await().until(() -> other.heard().size() == 2);
        }
        assertThat(journal.lines()).isEmpty();
        assertThat(reference().getUsingBundles()).isNull();

        admin.postEvent(new Event("it/delayed/x", Map.of("n", 1)));
        admin.postEvent(new Event("it/delayed/y", Map.of("n", 1)));

        await().until(() -> journal.lines().size() == 3);
        assertThat(journal.lines()).containsExactly("activated", "heard it/delayed/x", "heard it/delayed/y");
        assertThat(reference().getUsingBundles())
                .extracting(Bundle::getSymbolicName)
                .containsExactly("dev.vagus.events");
    }

    private ServiceReference<EventHandler> reference() throws Exception {
        return context.getServiceReferences(EventHandler.class, "(event.topics=it/delayed/\\*)").stream()
                .findFirst()
                .orElse(null);
    }

    /** The component of the module. */
    public static final class Delayed implements EventHandler {
        private BundleContext module;

        /** Called by the component runtime. */
        public void activate(BundleContext context) {
            module = context;
            InModule.report(module, "activated");
        }

        @Override
        public void handleEvent(Event event) {
            InModule.report(module, "heard " + event.getTopic());
        }
    }
}
