package dev.vagus.benchmarks.bus.carrier;

import io.vertx.core.Future;
import io.vertx.core.VerticleBase;
import io.vertx.core.Vertx;
import io.vertx.core.VertxOptions;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.eventbus.DeliveryOptions;
import io.vertx.core.eventbus.MessageCodec;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Consumer;

/**
 * Vert.x's event bus within one JVM, routing by address. As its documentation has it: each subscriber is a verticle on an
 * event loop, of which there are as many as the bus of Vagus has threads; a codec passes the immutable payload as it is,
 * where a {@code JsonObject} would be copied for each message; delivery is local only.
 */
final class VertxTransport implements Transport {
    private static final int PATIENCE_SECONDS = 30;
    private static final DeliveryOptions OPTIONS =
            new DeliveryOptions().setLocalOnly(true).setCodecName(AsItIs.NAME);

    private final Vertx vertx = Vertx.vertx(new VertxOptions()
            .setEventLoopPoolSize(Math.max(2, Runtime.getRuntime().availableProcessors())));

    VertxTransport() {
        vertx.eventBus().registerCodec(new AsItIs());
    }

    @Override
    public void subscribe(Kind kind, Consumer<Map<String, Object>> subscriber) {
        await(vertx.deployVerticle(new Subscriber(kind.type(), subscriber)));
    }

    @Override
    public void send(Map<String, Object> payload) {
        vertx.eventBus().publish(Kind.CONFIG_CHANGED.type(), payload, OPTIONS);
    }

    @Override
    public void close() {
        await(vertx.close());
    }

    private static void await(Future<?> future) {
        try {
            future.await(PATIENCE_SECONDS, TimeUnit.SECONDS);
        } catch (TimeoutException e) {
            throw new IllegalStateException("Vert.x does not answer within " + PATIENCE_SECONDS + " s", e);
        }
    }

    /** A subscriber as Vert.x wants it. */
    private static final class Subscriber extends VerticleBase {
        private final String address;
        private final Consumer<Map<String, Object>> consumer;

        Subscriber(String address, Consumer<Map<String, Object>> consumer) {
            this.address = address;
            this.consumer = consumer;
        }

        @Override
        public Future<?> start() {
            return vertx.eventBus()
                    .<Map<String, Object>>localConsumer(address, message -> consumer.accept(message.body()))
                    .completion();
        }
    }

    /** Passes an immutable map on. */
    private static final class AsItIs implements MessageCodec<Map<String, Object>, Map<String, Object>> {
        static final String NAME = "as-it-is";

        @Override
        public void encodeToWire(Buffer buffer, Map<String, Object> payload) {
            throw new IllegalStateException("delivery is local");
        }

        @Override
        public Map<String, Object> decodeFromWire(int position, Buffer buffer) {
            throw new IllegalStateException("delivery is local");
        }

        @Override
        public Map<String, Object> transform(Map<String, Object> payload) {
            return payload;
        }

        @Override
        public String name() {
            return NAME;
        }

        @Override
        public byte systemCodecID() {
            return -1;
        }
    }
}
