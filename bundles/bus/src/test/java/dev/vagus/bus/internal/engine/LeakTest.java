package dev.vagus.bus.internal.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.vagus.bus.Message;
import dev.vagus.bus.MessageHandler;
import dev.vagus.bus.RedeliveryPolicy;
import dev.vagus.bus.SubscriptionSpec;
import dev.vagus.delivery.Dispatcher;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.lang.ref.WeakReference;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Nothing of a module's classes is held after it has left. */
class LeakTest {
    /** Loaded a second time by a loader of its own, which stands for a module. */
    public record Payload(String text) {}

    /** Likewise. */
    public static final class Handler implements MessageHandler<Object> {
        @Override
        public void onMessage(Message<Object> message) {
            if (message.type().equals("Bad")) {
                throw new IllegalStateException("bad");
            }
        }
    }

    private static final class ModuleLoader extends ClassLoader {
        ModuleLoader() {
            super(LeakTest.class.getClassLoader());
        }

        @Override
        protected Class<?> loadClass(String name, boolean resolve) throws ClassNotFoundException {
            if (!name.startsWith(LeakTest.class.getName() + "$Payload")
                    && !name.startsWith(LeakTest.class.getName() + "$Handler")) {
                return super.loadClass(name, resolve);
            }
            Class<?> known = findLoadedClass(name);
            return known != null ? known : define(name);
        }

        private Class<?> define(String name) throws ClassNotFoundException {
            try (@Nullable InputStream in = getResourceAsStream(name.replace('.', '/') + ".class")) {
                if (in == null) {
                    throw new ClassNotFoundException(name);
                }
                ByteArrayOutputStream bytes = new ByteArrayOutputStream();
                in.transferTo(bytes);
                return defineClass(name, bytes.toByteArray(), 0, bytes.size());
            } catch (IOException e) {
                throw new ClassNotFoundException(name, e);
            }
        }
    }

    @Test
    void aModulesLoaderIsCollectedThoughItsMessagesAreStillQueuedAndDead() throws Exception {
        Dispatcher dispatcher = new Dispatcher("test-leak", 2, 4);
        List<Runnable> due = new ArrayList<>();
        Bench bench = new Bench();
        BusEngine engine = new BusEngine(
                Bench.settings(RedeliveryPolicy.NONE),
                new Surroundings(
                        dispatcher,
                        (delay, task) -> {
                            due.add(task);
                            return () -> due.remove(task);
                        },
                        Clocks.SYSTEM,
                        bench.structures));
        try {
            Attachment waiting =
                    engine.subscribe(Bench.SENDER, SubscriptionSpec.on("C").named("kept"), Map.class, message -> {});
            waiting.detach(Duration.ofMinutes(1));
            WeakReference<ClassLoader> loader = liveOfAModule(engine);
            dispatcher.renew();
            await().atMost(Duration.ofSeconds(20)).until(() -> {
                System.gc();
                return loader.get() == null;
            });
            assertThat(waiting.snapshot().queued()).isEqualTo(2);
            assertThat(engine.deadLetters()).hasSize(1);
        } finally {
            engine.close();
            assertThat(dispatcher.stop(Duration.ZERO)).isEmpty();
        }
    }

    private static WeakReference<ClassLoader> liveOfAModule(BusEngine engine) throws Exception {
        ModuleLoader loader = new ModuleLoader();
        MessageHandler<?> handler = (MessageHandler<?>) loader.loadClass(Handler.class.getName())
                .getDeclaredConstructor()
                .newInstance();
        Class<?> type = loader.loadClass(Payload.class.getName());
        assertThat(type).isNotSameAs(Payload.class);
        Attachment typed =
                engine.subscribe(Bench.HEARER, SubscriptionSpec.on("C").named("own"), type, handler);
        Object payload = type.getDeclaredConstructor(String.class).newInstance("x");
        engine.send(Bench.SENDER, Draft.plain("C", "Good"), payload);
        engine.send(Bench.SENDER, Draft.plain("C", "Bad"), payload);
        await().until(() -> typed.snapshot().dead() == 1 && typed.snapshot().delivered() == 1);
        typed.detach(Duration.ofMinutes(1));
        engine.forget(each -> each.getClassLoader() == loader);
        return new WeakReference<>(loader);
    }
}
