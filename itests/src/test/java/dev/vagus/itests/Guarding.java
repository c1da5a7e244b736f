package dev.vagus.itests;

import dev.vagus.module.VagusException;
import dev.vagus.spi.Access;
import dev.vagus.spi.Checkpoint;
import dev.vagus.spi.Credential;
import dev.vagus.spi.Gate;
import dev.vagus.spi.GateKeeper;
import dev.vagus.spi.GatePreview;
import java.util.Map;
import org.osgi.framework.BundleActivator;
import org.osgi.framework.BundleContext;
import org.osgi.framework.ServiceReference;

/** The activator of a module with a gate that lets everything pass, and that every keeper must have from then on. */
public final class Guarding implements BundleActivator {
    static final String NAME = "security";

    /** Lets everything pass. */
    static final class Open implements Gate {
        @Override
        public Credential authenticate(String token, String module, long bundleId, long nanos) {
            return () -> module;
        }

        @Override
        public Checkpoint checkpoint(Access access) {
            return new Passing();
        }

        @Override
        public long epoch() {
            return 0;
        }
    }

    /** Lets everything pass. */
    static final class Passing implements Checkpoint {
        @Override
        public VagusException refusal(String module, long bundleId, Credential credential, long nanos) {
            return null;
        }

        @Override
        public GatePreview preview(String module, long bundleId, Credential credential) {
            return new GatePreview(true, "");
        }
    }

    @Override
    public void start(BundleContext context) throws Exception {
        context.registerService(Gate.class, new Open(), InModule.properties(Map.of(Gate.NAME_PROPERTY, NAME)));
        for (ServiceReference<GateKeeper> each : context.getServiceReferences(GateKeeper.class, null)) {
            context.getService(each).require(NAME);
        }
    }

    @Override
    public void stop(BundleContext context) {
        InModule.report(context, "the gate goes");
    }
}
