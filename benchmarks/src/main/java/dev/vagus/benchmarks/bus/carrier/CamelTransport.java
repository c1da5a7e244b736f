package dev.vagus.benchmarks.bus.carrier;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Consumer;
import org.apache.camel.CamelContext;
import org.apache.camel.Endpoint;
import org.apache.camel.Exchange;
import org.apache.camel.Producer;
import org.apache.camel.builder.RouteBuilder;
import org.apache.camel.impl.DefaultCamelContext;

/**
 * Camel's seda, routing by endpoint: a queue with a thread for each route that consumes it. Several subscribers share the
 * queue by {@code multipleConsumers}, its way to publish and subscribe; since that calls a route on several threads, a
 * lock keeps each subscriber to one message at a time. For speed: no JMX, a producer that is made once rather than a
 * template, and what is sent does not wait ({@code waitForTaskToComplete=Never}). Pooled exchanges, which its manual offers
 * to save memory, were slower here, and so was a queue for each of several subscribers.
 */
final class CamelTransport implements Transport {
    private static final String OPTIONS = "?waitForTaskToComplete=Never&size=4096&pollTimeout=100";

    private final CamelContext context = new DefaultCamelContext(false);
    private final Map<Kind, List<Consumer<Map<String, Object>>>> subscribers = new EnumMap<>(Kind.class);

    @SuppressWarnings("NullAway.Init") // Set by start().
    private Producer producer;

    @Override
    public void subscribe(Kind kind, Consumer<Map<String, Object>> subscriber) {
        subscribers.computeIfAbsent(kind, any -> new ArrayList<>()).add(subscriber);
    }

    @Override
    public void start() {
        context.disableJMX();
        context.setAllowUseOriginalMessage(false);
        context.setLoadHealthChecks(false);
        context.getShutdownStrategy().setTimeout(1);
        context.start();
        try {
            for (Map.Entry<Kind, List<Consumer<Map<String, Object>>>> each : subscribers.entrySet()) {
                addRoutes(uri(each.getKey()), each.getValue());
            }
            Endpoint target = context.getEndpoint(uri(Kind.CONFIG_CHANGED));
            producer = target.createProducer();
            producer.start();
        } catch (Exception e) {
            throw new IllegalStateException("Camel does not start its routes", e);
        }
    }

    private String uri(Kind kind) {
        int number = subscribers.getOrDefault(kind, List.of()).size();
        return "seda:" + kind.type() + OPTIONS + (number > 1 ? "&multipleConsumers=true" : "");
    }

    private void addRoutes(String uri, List<Consumer<Map<String, Object>>> consumers) throws Exception {
        boolean several = consumers.size() > 1;
        for (Consumer<Map<String, Object>> each : consumers) {
            Consumer<Map<String, Object>> safe = several ? oneAtATime(each) : each;
            context.addRoutes(new RouteBuilder() {
                @Override
                public void configure() {
                    from(uri).process(exchange -> safe.accept(payload(exchange)));
                }
            });
        }
    }

    private static Consumer<Map<String, Object>> oneAtATime(Consumer<Map<String, Object>> subscriber) {
        return new Consumer<>() {
            @Override
            public synchronized void accept(Map<String, Object> payload) {
                subscriber.accept(payload);
            }
        };
    }

    @SuppressWarnings("unchecked")
    private static Map<String, Object> payload(Exchange exchange) {
        return (Map<String, Object>)
                Objects.requireNonNull(exchange.getMessage().getBody());
    }

    @Override
    public void send(Map<String, Object> payload) {
        Exchange exchange = producer.getEndpoint().createExchange();
        exchange.getMessage().setBody(payload);
        try {
            producer.process(exchange);
        } catch (Exception e) {
            throw new IllegalStateException("Camel refuses a message", e);
        }
    }

    @Override
    public void close() {
        context.stop();
    }
}
