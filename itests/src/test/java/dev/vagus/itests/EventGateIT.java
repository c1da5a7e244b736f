package dev.vagus.itests;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.vagus.events.EventHistory;
import dev.vagus.events.EventPublisher;
import dev.vagus.events.EventQuery;
import dev.vagus.module.ErrorCategory;
import dev.vagus.module.GateAbsentException;
import dev.vagus.module.VagusException;
import dev.vagus.spi.Access;
import dev.vagus.spi.Checkpoint;
import dev.vagus.spi.Credential;
import dev.vagus.spi.Gate;
import dev.vagus.spi.GateKeeper;
import dev.vagus.spi.GatePreview;
import java.util.Hashtable;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Predicate;
import org.junit.After;
import org.junit.Before;
import org.junit.Test;
import org.osgi.framework.Bundle;
import org.osgi.framework.ServiceReference;
import org.osgi.framework.ServiceRegistration;
import org.osgi.service.event.Event;
import org.osgi.service.event.EventAdmin;

/** A gate that is required guards Vagus events in a real framework, and nothing passes while it is away. */
public class EventGateIT extends FelixTest {
    private static final String NAME = "it-gate";
    private static final String EVENT = "ItGuarded";
    private static final String TOPIC = "dev/vagus/event/Events/" + EVENT;

    private RecordingHandler handler;

    @Before
    public void listen() {
        handler = RecordingHandler.on(context, TOPIC);
    }

    @After
    public void release() throws Exception {
        handler.close();
        keeper().release(NAME);
    }

    @Test
    public void aGateIsAskedFromTheMomentOfItsRegistrationToThatOfItsLeave() {
        EventPublisher events = service(EventPublisher.class);
        publish(events);
        ServiceRegistration<Gate> gate = offer(access -> access.kind() == Access.Kind.LISTEN);

        assertThatThrownBy(() -> publish(events)).isInstanceOf(Denied.class);
        Event posted = new Event(TOPIC, Map.of());
        EventAdmin admin = service(EventAdmin.class);
        assertThatThrownBy(() -> admin.postEvent(posted)).isInstanceOf(SecurityException.class);
        assertThatThrownBy(() -> admin.sendEvent(posted)).isInstanceOf(SecurityException.class);
        admin.sendEvent(new Event("it/other", Map.of()));
        assertThatThrownBy(() -> service(EventHistory.class).clear(EventQuery.ALL))
                .isInstanceOf(Denied.class);

        gate.unregister();
        publish(events);
        await().until(() -> handler.heard().size() == 2);
    }

    @Test
    public void aHandlerThatMayNotHearIsNotOfferedTheEventAndDoesNotReadIt() {
        EventPublisher events = service(EventPublisher.class);
        EventQuery mine = EventQuery.ALL.named(EVENT);
        publish(events);
        await().until(() -> handler.heard().size() == 1);
        ServiceRegistration<Gate> gate = offer(access -> access.kind() == Access.Kind.PUBLISH);
        publish(events);
        service(EventAdmin.class).sendEvent(new Event(TOPIC, Map.of()));
        assertThat(service(EventHistory.class).query(mine).events()).isEmpty();

        gate.unregister();
        publish(events);
        await().until(() -> handler.heard().size() == 2);
        assertThat(service(EventHistory.class).query(mine).events()).hasSizeGreaterThanOrEqualTo(2);
    }

    @Test
    public void whileARequiredGateIsAwayNothingPassesAlsoAfterTheEventsBundleWasStartedAgain() throws Exception {
        ServiceRegistration<Gate> gate = offer(access -> true);
        keeper().require(NAME);
        publish(service(EventPublisher.class));
        gate.unregister();
        assertThatThrownBy(() -> publish(service(EventPublisher.class)))
                .isInstanceOf(GateAbsentException.class)
                .hasMessageContaining(EVENT)
                .hasMessageContaining(NAME);

        Bundle events = bundle("dev.vagus.events");
        events.stop();
        AtomicInteger passed = new AtomicInteger();
        AtomicBoolean over = new AtomicBoolean();
        AtomicLong tried = new AtomicLong();
        Thread impatient = new Thread(() -> {
            while (!over.get()) {
                EventPublisher found = InModule.serviceOrNull(context, EventPublisher.class);
                if (found != null) {
                    tried.incrementAndGet();
                    if (passes(() -> publish(found))) {
                        passed.incrementAndGet();
                    }
                }
            }
        });
        impatient.start();
        events.start();
        await().until(() -> tried.get() > 100);
        over.set(true);
        impatient.join();
        assertThat(passed)
                .as("the first of %s tries came with the service", tried)
                .hasValue(0);
        assertThat(keeper().required()).containsExactly(NAME);

        ServiceRegistration<Gate> back = offer(access -> true);
        publish(service(EventPublisher.class));
        back.unregister();
        keeper().release(NAME);
        publish(service(EventPublisher.class));
    }

    private static boolean passes(Runnable action) {
        try {
            action.run();
            return true;
        } catch (VagusException e) {
            return !(e instanceof GateAbsentException);
        }
    }

    private static void publish(EventPublisher events) {
        events.publish(EVENT, Map.of());
    }

    private GateKeeper keeper() throws Exception {
        return await().until(
                        () ->
                                context
                                        .getServiceReferences(
                                                GateKeeper.class, "(" + GateKeeper.GUARDED_PROPERTY + "=events)")
                                        .stream()
                                        .map(this::keeperOf)
                                        .toList(),
                        found -> !found.isEmpty())
                .get(0);
    }

    private GateKeeper keeperOf(ServiceReference<GateKeeper> reference) {
        return context.getService(reference);
    }

    private ServiceRegistration<Gate> offer(Predicate<Access> allowed) {
        return context.registerService(
                Gate.class, new ByAccess(allowed), new Hashtable<>(Map.of(Gate.NAME_PROPERTY, NAME)));
    }

    /** It was refused by the gate of this test. */
    private static final class Denied extends VagusException {
        private static final long serialVersionUID = 1L;

        Denied(String what) {
            super(ErrorCategory.AUTHORIZATION, what, null);
        }
    }

    /** Allows by what is to be done, whoever wants to do it. */
    private record ByAccess(Predicate<Access> allowed) implements Gate {
        @Override
        public Credential authenticate(String token, String module, long bundleId, long nanos) {
            return () -> "nobody";
        }

        @Override
        public Checkpoint checkpoint(Access access) {
            return new Checkpoint() {
                @Override
                public VagusException refusal(String module, long bundleId, Credential credential, long nanos) {
                    return allowed.test(access) ? null : new Denied(module + " may not " + access.scope());
                }

                @Override
                public GatePreview preview(String module, long bundleId, Credential credential) {
                    return new GatePreview(allowed.test(access), access.scope());
                }
            };
        }

        @Override
        public long epoch() {
            return List.of(allowed).hashCode();
        }
    }
}
