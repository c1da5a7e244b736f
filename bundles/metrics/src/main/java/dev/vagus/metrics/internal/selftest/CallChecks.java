package dev.vagus.metrics.internal.selftest;

import dev.vagus.registry.ApiRegistry;
import dev.vagus.registry.ApiValidationException;
import dev.vagus.registry.CallTimeoutException;
import dev.vagus.registry.OperationSpec;
import dev.vagus.registry.UnknownOperationException;
import dev.vagus.security.AccessRefusedException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/** What is tried of calls. */
final class CallChecks {
    private static final String CONCERN = "registry";
    private static final String TEXT = "Text";

    private CallChecks() {}

    static List<Check> all() {
        return List.of(
                new Check(CONCERN, "invoke", CallChecks::invoke),
                new Check(CONCERN, "wrong arguments refused", CallChecks::validation),
                new Check(CONCERN, "unknown operation refused", CallChecks::unknown),
                new Check(CONCERN, "deadline", CallChecks::deadline));
    }

    private static String invoke(Scene scene) {
        String echo = scene.offer(
                spec(scene, "Echo").withParameter(TEXT, "string"),
                invocation -> Map.of("echo", invocation.parameters().get(TEXT)));
        String text = scene.place().correlation();
        long start = System.nanoTime();
        Object result = scene.registry().invoke(echo, Map.of(TEXT, text));
        String took = Texts.since(start);
        Texts.expect("the result", Map.of("echo", text), result);
        return "answered after " + took;
    }

    private static String validation(Scene scene) {
        AtomicInteger calls = new AtomicInteger();
        String operation =
                scene.offer(spec(scene, "Strict").withParameter(TEXT, "string"), invocation -> calls.incrementAndGet());
        Throwable refusal = failureOf(scene.registry(), operation, Map.of(TEXT, 42, "Unheard", true));
        if (!(refusal instanceof ApiValidationException wrong)) {
            throw new CheckFailed("a call with a wrong and an unknown argument "
                    + (refusal == null ? "was let through" : "failed with " + refusal)
                    + "; expected a refusal of both");
        }
        Texts.expect("what is wrong", 2, wrong.violations().size());
        Texts.expect("how often the handler was called", 0, calls.get());
        return "refused for both its arguments, the handler not called";
    }

    private static String unknown(Scene scene) {
        // Of a module that nobody has ever been, so that nobody waits for its return.
        String operation = "SelfTestNobody.NeverOffered";
        Throwable refusal = failureOf(scene.registry(), operation, Map.of());
        if (!(refusal instanceof UnknownOperationException)) {
            throw new CheckFailed("a call of " + operation + ", which there is not, "
                    + (refusal == null ? "succeeded" : "failed with " + refusal) + "; expected a refusal as not-found");
        }
        return "refused as not-found";
    }

    private static String deadline(Scene scene) {
        CompletableFuture<Object> never = new CompletableFuture<>();
        scene.later(() -> never.cancel(false));
        String operation = scene.offer(spec(scene, "Endless"), invocation -> never);
        Duration limit = Duration.ofMillis(100);
        long start = System.nanoTime();
        try {
            scene.registry().call(operation).timeout(limit).invoke();
        } catch (CallTimeoutException e) {
            return "given up after " + Texts.since(start) + ", allowed were " + Texts.time(limit);
        }
        throw new CheckFailed("a call that never ends came back without a timeout after " + Texts.since(start));
    }

    static OperationSpec spec(Scene scene, String name) {
        return OperationSpec.of(scene.place().module(), scene.place().local(name))
                .describedAs("self-test; it goes at its end");
    }

    /** What a call fails with; null when it does not. */
    static @Nullable Throwable failureOf(ApiRegistry registry, String operation, Map<String, ?> arguments) {
        try {
            registry.invoke(operation, arguments);
            return null;
        } catch (AccessRefusedException e) {
            throw e;
        } catch (RuntimeException e) {
            return e;
        }
    }
}
