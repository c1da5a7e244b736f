package dev.vagus.module;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import org.junit.jupiter.api.Test;

class OutcomeTest {
    private final List<Object> seen = new ArrayList<>();

    private void record(Object value, Throwable error) {
        seen.add(error == null ? String.valueOf(value) : error);
    }

    @Test
    void aValueIsTransformedAndSeenAtOnce() {
        Outcome outcome =
                Outcome.of((Object) 2).map(value -> (Integer) value + 1).onDone(this::record);
        assertThat(outcome.value()).isEqualTo(3);
        assertThat(outcome.isSuccess()).isTrue();
        assertThat(seen).containsExactly("3");
    }

    @Test
    void aFailurePassesMapAndIsRecovered() {
        IOException error = new IOException("x");
        Outcome failed = Outcome.failed(error).map(value -> "never");
        assertThat(failed.error()).isSameAs(error);
        assertThatThrownBy(failed::value)
                .isInstanceOf(IllegalStateException.class)
                .hasCause(error);
        assertThat(failed.recover(e -> Outcome.of((Object) e.getMessage())).value())
                .isEqualTo("x");
    }

    @Test
    void whatAFunctionThrowsBecomesTheError() {
        Outcome outcome = Outcome.of((Object) 1).map(value -> {
            throw new LinkageError("gone");
        });
        assertThat(outcome.error()).isInstanceOf(LinkageError.class);
        assertThat(Outcome.of((Object) 1)
                        .onDone((value, error) -> {
                            throw new IllegalStateException("in onDone");
                        })
                        .error())
                .hasMessage("in onDone");
    }

    @Test
    void aPendingOneRunsItsContinuationsWhenItCompletes() {
        CompletableFuture<Object> future = new CompletableFuture<>();
        Outcome outcome = Outcome.of(future).map(value -> value + "!").onDone(this::record);
        assertThat(outcome.isDone()).isFalse();
        assertThatThrownBy(outcome::value).hasMessageContaining("not complete");
        future.complete("late");
        assertThat(seen).containsExactly("late!");
        assertThat(outcome.value()).isEqualTo("late!");
    }

    @Test
    void aPendingFailureIsUnwrappedAndRecovered() {
        CompletableFuture<Object> future = new CompletableFuture<>();
        Outcome outcome = Outcome.of(future).map(value -> value).onDone(this::record);
        Outcome recovered = outcome.recover(error -> Outcome.of((Object) error.getMessage()));
        future.completeExceptionally(new IOException("x"));
        assertThat(seen).singleElement().isInstanceOf(IOException.class);
        assertThat(outcome.error()).isInstanceOf(IOException.class);
        assertThat(recovered.value()).isEqualTo("x");
    }

    @Test
    void aStageThatIsCompleteAlreadyGivesACompleteOutcome() {
        assertThat(Outcome.of(CompletableFuture.completedFuture(7)).value()).isEqualTo(7);
        assertThat(Outcome.of(CompletableFuture.failedFuture(new CompletionException(new IOException("x"))))
                        .error())
                .isInstanceOf(IOException.class);
        CompletableFuture<Object> cancelled = new CompletableFuture<>();
        cancelled.cancel(false);
        assertThat(Outcome.of(cancelled).error()).isInstanceOf(java.util.concurrent.CancellationException.class);
    }
}
