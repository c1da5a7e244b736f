package dev.vagus.bus.internal.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.vagus.bus.ChannelSnapshot;
import dev.vagus.bus.ChannelSpec;
import dev.vagus.bus.MailboxFullException;
import dev.vagus.bus.Message;
import dev.vagus.bus.MessageRefusedException;
import dev.vagus.bus.MessageSending;
import dev.vagus.bus.OverflowPolicy;
import dev.vagus.bus.Priority;
import dev.vagus.bus.Reply;
import dev.vagus.bus.Retention;
import dev.vagus.bus.SubscriptionSpec;
import dev.vagus.module.ErrorCategory;
import dev.vagus.module.Outcome;
import dev.vagus.module.TimeOrderedId;
import dev.vagus.spi.FlowContext;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.junit.jupiter.api.Test;

class InterceptSendTest extends InterceptorBench {
    private static final String TRACE = "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01";

    private final List<Message<Object>> heard = new ArrayList<>();

    private void hear() {
        bench.subscribe(SubscriptionSpec.on("C", Object.class), heard::add);
    }

    private ChannelSnapshot books() {
        return bench.engine.channel("C").orElseThrow();
    }

    private MessageRefusedException refused() {
        return catchThrowableOfType(MessageRefusedException.class, () -> bench.send("C", "T", 1));
    }

    @Test
    void handlersGetWhatItMadeOfTheMessage() {
        hear();
        send((sending, next) -> next.proceed(sending.withHeader("tenant", "a")
                .withType(sending.type() + "Checked")
                .withPriority(Priority.HIGH)
                .withTimeToLive(Duration.ofSeconds(3))
                .withData(Map.of("was", sending.data()))));
        TimeOrderedId id = bench.send("C", "T", 1);
        bench.runAll();
        assertThat(heard).singleElement().satisfies(message -> {
            assertThat(message.id()).isEqualTo(id);
            assertThat(message.type()).isEqualTo("TChecked");
            assertThat(message.source()).isEqualTo("sender");
            assertThat(message.priority()).isEqualTo(Priority.HIGH);
            assertThat(message.headers()).containsExactly(Map.entry("tenant", "a"));
            assertThat(message.expiry()).isEqualTo(message.timestamp().plusSeconds(3));
            assertThat(message.data()).isEqualTo(Map.of("was", 1));
        });
    }

    @Test
    void itIsRoutedByItsNewTypeAndPriorityAndExpiresByItsNewLife() {
        List<Object> other = bench.hear(SubscriptionSpec.on("C", Object.class).ofType("Other"));
        send((sending, next) -> next.proceed(sending.withType("Other")
                .withTimeToLive(Duration.ofSeconds(1))
                .withPriority(sending.data().equals(2) ? Priority.HIGH : Priority.LOW)));
        bench.send("C", "T", 1);
        bench.send("C", "T", 2);
        bench.runAll();
        assertThat(other).containsExactly(2, 1);
        bench.send("C", "T", 3);
        bench.nanos += Duration.ofSeconds(1).toNanos();
        bench.runAll();
        assertThat(other).containsExactly(2, 1);
        assertThat(bench.only().expired()).isEqualTo(1);
    }

    @Test
    void itSeesWhoSendsWhat() {
        send((sending, next) -> {
            seen.add(
                    sending.id() + " " + sending.channel() + " " + sending.source() + " " + sending.sourceBundle() + " "
                            + sending.timeToLive() + " " + sending.correlationId() + " " + sending.isRequest() + " "
                            + sending.headers() + " " + sending.priority() + " " + sending.data());
            return next.proceed(sending);
        });
        bench.channel(ChannelSpec.named("C").withTimeToLive(Duration.ofMinutes(1)));
        TimeOrderedId id = bench.engine.send(
                Bench.SENDER, new Draft("C", "T", Priority.LOW, null, Map.of("a", "b"), "affair", false), List.of(1));
        assertThat(seen).containsExactly(id + " C sender 1 PT1M affair false {a=b} LOW [1]");
    }

    @Test
    void aTraceThatItSetsGoesOnToWhatTheHandlerDoes() {
        List<Message<Object>> nested = new ArrayList<>();
        bench.subscribe(SubscriptionSpec.on("C", Object.class), message -> bench.send("Nested", "N", null));
        bench.subscribe(SubscriptionSpec.on("Nested", Object.class), nested::add);
        add(
                "tracer",
                0,
                (AroundSend) (sending, next) -> next.proceed(sending.withHeader(FlowContext.TRACEPARENT, TRACE)),
                "C");
        bench.send("C", "T", 1);
        bench.runAll();
        assertThat(nested).singleElement().satisfies(message -> assertThat(message.headers())
                .containsEntry(FlowContext.TRACEPARENT, TRACE));
    }

    @Test
    void aRefusalNamesTheInterceptorAndKeepsItsCategory() {
        hear();
        send((sending, next) -> {
            throw new MessageRefusedException(ErrorCategory.AUTHORIZATION, "ask for the scope bus:publish:C");
        });
        assertThat(refused()).satisfies(e -> {
            assertThat(e.category()).isEqualTo(ErrorCategory.AUTHORIZATION);
            assertThat(e.interceptor()).isEqualTo("send");
            assertThat(e.error()).isNull();
            assertThat(e)
                    .hasMessageMatching(
                            "message \\S+ of type T on channel C from sender was refused by interceptor send"
                                    + " of module Guard: ask for the scope bus:publish:C");
        });
        assertThat(books().refused()).isEqualTo(1);
        assertThat(books().sent()).isEqualTo(1);
        assertThat(figures(0).sends()).isEqualTo(1);
        assertThat(figures(0).refusals()).isEqualTo(1);
        bench.runAll();
        assertThat(heard).isEmpty();
    }

    @Test
    void anErrorOfItNamesItAndHoldsNoneOfItsClasses() {
        add("outer", -1, new Watcher("outer"));
        send((sending, next) -> {
            throw new IOException("disk full");
        });
        assertThat(refused()).satisfies(e -> {
            assertThat(e)
                    .hasMessageContaining(
                            "was not sent because of an error in interceptor send of module Guard: java.io.IOException: disk full");
            assertThat(e.category()).isEqualTo(ErrorCategory.INTERNAL);
            assertThat(e.error().type()).isEqualTo("java.io.IOException");
            assertThat(e.getCause()).isNull();
        });
        assertThat(figures(0).refusals()).isZero();
        assertThat(figures(1).refusals()).isEqualTo(1);
        assertThat(seen).containsExactly("outer sends T", "outer sent to nobody");
    }

    @Test
    void nothingButAnOutcomeThatIsCompleteCounts() {
        InterceptorEntry first = send((sending, next) -> noOutcome());
        assertThat(refused()).hasMessageContaining("returned null");
        remove(first);
        send((sending, next) -> Outcome.of(new CompletableFuture<>()));
        assertThat(refused()).hasMessageContaining("sending does not wait");
        assertThat(books().refused()).isEqualTo(2);
    }

    @SuppressWarnings("NullAway")
    private static Outcome noOutcome() {
        return null;
    }

    @Test
    void itGoesOnOnceAndOnlyWithWhatItWasGiven() {
        hear();
        InterceptorEntry twice = send((sending, next) -> {
            next.proceed(sending);
            return next.proceed(sending);
        });
        assertThat(refused())
                .hasMessageContaining("was sent, and then came an error of interceptor send of module Guard")
                .hasMessageContaining("a second time");
        assertThat(books().routed()).isEqualTo(1);
        assertThat(books().refused()).isZero();
        remove(twice);
        InterceptorEntry strange = send((sending, next) -> next.proceed(new Foreign()));
        assertThat(refused()).hasMessageContaining("did not go on with what it was given");
        remove(strange);
        List<Runnable> late = new ArrayList<>();
        send((sending, next) -> {
            late.add(() -> seen.add(String.valueOf(next.proceed(sending).error())));
            return Outcome.of((Object) null);
        });
        bench.send("C", "T", 2);
        late.get(0).run();
        assertThat(seen).singleElement().asString().contains("after its sender had gone");
        bench.runAll();
        assertThat(heard).hasSize(1);
    }

    /** Not made by the bus. */
    private static final class Foreign implements MessageSending {
        @Override
        public TimeOrderedId id() {
            return TimeOrderedId.next();
        }

        @Override
        public String channel() {
            return "C";
        }

        @Override
        public String type() {
            return "T";
        }

        @Override
        public String source() {
            return "Foreign";
        }

        @Override
        public long sourceBundle() {
            return 0;
        }

        @Override
        public Priority priority() {
            return Priority.NORMAL;
        }

        @Override
        public Duration timeToLive() {
            return Duration.ZERO;
        }

        @Override
        public Map<String, String> headers() {
            return Map.of();
        }

        @Override
        public String correlationId() {
            return "";
        }

        @Override
        public boolean isRequest() {
            return false;
        }

        @Override
        public Object data() {
            return "";
        }

        @Override
        public MessageSending withType(String type) {
            return this;
        }

        @Override
        public MessageSending withPriority(Priority priority) {
            return this;
        }

        @Override
        public MessageSending withTimeToLive(Duration timeToLive) {
            return this;
        }

        @Override
        public MessageSending withHeader(String name, String value) {
            return this;
        }

        @Override
        public MessageSending withHeaders(Map<String, String> headers) {
            return this;
        }

        @Override
        public MessageSending withData(Object data) {
            return this;
        }
    }

    @Test
    void itMayWithholdAMessageButNotARequestUnseen() {
        hear();
        add("outer", -1, new Watcher("outer"));
        send((sending, next) -> Outcome.of((Object) null));
        assertThat(bench.send("C", "T", 1)).isNotNull();
        bench.runAll();
        assertThat(heard).isEmpty();
        assertThat(books().refused()).isEqualTo(1);
        assertThatThrownBy(this::request)
                .isInstanceOf(MessageRefusedException.class)
                .hasMessageContaining("was withheld by interceptor send of module Guard");
        assertThat(bench.engine.openRequests()).isZero();
    }

    private CompletionStage<Reply> request() {
        return bench.engine.requestAsync(Bench.SENDER, Draft.plain("C", "T"), 1, Duration.ofSeconds(5));
    }

    @Test
    void aRequestPassesItOnceAndIsAnsweredUnderItsId() {
        bench.subscribe(
                SubscriptionSpec.on("C", Object.class),
                message -> message.reply(message.headers().get("tenant")));
        send((sending, next) -> {
            seen.add("request " + sending.isRequest());
            return next.proceed(sending.withHeader("tenant", "a"));
        });
        CompletableFuture<Reply> reply = request().toCompletableFuture();
        bench.runAll();
        assertThat(reply).isCompletedWithValueMatching(each -> "a".equals(each.data()));
        assertThat(seen).containsExactly("request true");
    }

    @Test
    void aRefusedRequestWaitsForNothing() {
        send((sending, next) -> {
            throw new MessageRefusedException(ErrorCategory.AUTHENTICATION, "who are you?");
        });
        assertThatThrownBy(this::request)
                .isInstanceOf(MessageRefusedException.class)
                .hasMessageContaining("who are you?");
        assertThat(bench.engine.openRequests()).isZero();
    }

    @Test
    void anErrorOfTheBusItselfPassesUnchanged() {
        bench.channel(ChannelSpec.named("C").withCapacity(1).withOverflow(OverflowPolicy.FAIL));
        hear();
        add("outer", 0, new Watcher("outer"));
        send((sending, next) -> {
            Outcome outcome = next.proceed(sending);
            if (outcome.error() instanceof RuntimeException e) {
                throw e;
            }
            return outcome;
        });
        bench.send("C", "T", 1);
        assertThatThrownBy(() -> bench.send("C", "T", 2)).isInstanceOf(MailboxFullException.class);
        assertThat(figures(0).refusals() + figures(1).refusals()).isZero();
        assertThat(seen).containsExactly("outer sends T", "outer sent to 1", "outer sends T", "outer sent to nobody");
    }

    @Test
    void aPayloadWithoutStructureIsItsOwnError() {
        Map<String, Object> itself = new HashMap<>();
        itself.put("self", itself);
        send((sending, next) -> next.proceed(sending.withData(itself)));
        assertThat(refused())
                .hasMessageContaining("interceptor send of module Guard: java.lang.IllegalArgumentException");
        assertThat(books().refused()).isEqualTo(1);
    }

    @Test
    void whatIsRetainedHasPassedItAndItsReplayDoesNotPassItAgain() {
        bench.channel(ChannelSpec.named("C").retaining(Retention.ofLast(5)));
        send((sending, next) -> {
            seen.add("send");
            return next.proceed(sending.withHeader("tenant", "a"));
        });
        bench.send("C", "T", 1);
        hear();
        bench.runAll();
        assertThat(heard).singleElement().satisfies(message -> assertThat(message.headers())
                .containsEntry("tenant", "a"));
        assertThat(seen).containsExactly("send");
    }

    @Test
    void oneThatSendsWithoutEndEndsInAnErrorOfItsOwn() {
        send((sending, next) -> {
            bench.send("C", "T", 1);
            return next.proceed(sending);
        });
        assertThatThrownBy(() -> bench.send("C", "T", 1))
                .isInstanceOfAny(MessageRefusedException.class, StackOverflowError.class);
    }

    @Test
    void headersMayBeReplacedAsAWhole() {
        hear();
        send((sending, next) -> next.proceed(sending.withHeaders(Map.of("only", "this"))));
        bench.engine.send(
                Bench.SENDER, new Draft("C", "T", Priority.LOW, null, Map.of("a", "b"), null, false), List.of(1));
        bench.runAll();
        assertThat(heard).singleElement().satisfies(message -> assertThat(message.headers())
                .containsExactly(Map.entry("only", "this")));
    }
}
