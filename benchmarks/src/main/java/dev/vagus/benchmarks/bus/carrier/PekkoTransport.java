package dev.vagus.benchmarks.bus.carrier;

import com.typesafe.config.Config;
import com.typesafe.config.ConfigFactory;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.apache.pekko.actor.ActorRef;
import org.apache.pekko.actor.ActorSystem;
import org.apache.pekko.actor.Props;
import org.apache.pekko.actor.UntypedAbstractActor;

/**
 * Pekko's event stream, which routes by class to actors. For speed, as its documentation says: a dispatcher that lets an
 * actor handle many messages before it goes to the next ({@code throughput}), with as many threads as the bus of Vagus
 * has, and actors without the matching of {@code receiveBuilder}. The mailbox is the default one, which is the faster one
 * since JDK 8.
 */
final class PekkoTransport implements Transport {
    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final Config CONFIG =
            ConfigFactory.parseString("""
                    pekko {
                      loglevel = OFF
                      stdout-loglevel = OFF
                      log-dead-letters = off
                      jvm-shutdown-hooks = off
                      coordinated-shutdown.run-by-jvm-shutdown-hook = off
                      actor.default-dispatcher {
                        throughput = 1024
                        fork-join-executor { parallelism-min = 2, parallelism-factor = 1.0 }
                      }
                    }
                    """).withFallback(ConfigFactory.load(PekkoTransport.class.getClassLoader()));

    private final ActorSystem system = ActorSystem.create("benchmark", CONFIG);

    @Override
    public void subscribe(Kind kind, Consumer<Map<String, Object>> subscriber) {
        ActorRef actor = system.actorOf(Props.create(Subscriber.class, () -> new Subscriber(subscriber)));
        system.eventStream()
                .subscribe(
                        actor,
                        switch (kind) {
                            case CONFIG_CHANGED -> ConfigChanged.class;
                            case JOB_DONE -> JobDone.class;
                        });
    }

    @Override
    public void send(Map<String, Object> payload) {
        system.eventStream().publish(new ConfigChanged(payload));
    }

    @Override
    public void close() {
        system.terminate();
        system.getWhenTerminated()
                .toCompletableFuture()
                .orTimeout(PATIENCE.toSeconds(), TimeUnit.SECONDS)
                .join();
    }

    /** A subscriber as Pekko wants it. */
    private static final class Subscriber extends UntypedAbstractActor {
        private final Consumer<Map<String, Object>> subscriber;

        Subscriber(Consumer<Map<String, Object>> subscriber) {
            this.subscriber = subscriber;
        }

        @Override
        public void onReceive(Object message) {
            if (message instanceof ConfigChanged event) {
                subscriber.accept(event.payload());
            } else if (message instanceof JobDone event) {
                subscriber.accept(event.payload());
            } else {
                unhandled(message);
            }
        }
    }
}
