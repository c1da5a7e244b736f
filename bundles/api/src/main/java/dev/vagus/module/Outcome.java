package dev.vagus.module;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.function.BiConsumer;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * What became of a call or of a message, or will: a value, an error, or neither yet. One that is complete is a small
 * immutable object and everything done with it happens at once on the calling thread; one that is not yet runs its
 * continuations on the thread that completes it. Thread-safe.
 */
public abstract sealed class Outcome {
    private static final Outcome NULL = new Value(null);

    private Outcome() {}

    /** A success with this value. */
    public static Outcome of(@Nullable Object value) {
        return value == null ? NULL : new Value(value);
    }

    /** A failure with this error. */
    public static Outcome failed(Throwable error) {
        return new Failure(unwrap(error));
    }

    /** What this stage will bring; one that is complete already gives a complete outcome. */
    public static Outcome of(CompletionStage<?> stage) {
        CompletableFuture<?> future = stage.toCompletableFuture();
        if (future.isDone()) {
            return settled(future);
        }
        return new Pending(future);
    }

    private static Outcome settled(CompletableFuture<?> future) {
        try {
            return of(future.getNow(null));
        } catch (CompletionException | java.util.concurrent.CancellationException e) {
            return failed(e);
        }
    }

    private static Throwable unwrap(Throwable error) {
        Throwable cause = error instanceof CompletionException ? error.getCause() : null;
        return cause == null ? error : cause;
    }

    /** Whether the value or the error is there. */
    public abstract boolean isDone();

    /** Whether the value is there. */
    public abstract boolean isSuccess();

    /**
     * The value.
     *
     * @throws IllegalStateException when it is not a success
     */
    public abstract @Nullable Object value();

    /** The error, or null when there is none, or none yet. */
    public abstract @Nullable Throwable error();

    /** Changes the value of a success; what the function throws becomes the error. */
    public abstract Outcome map(Function<@Nullable Object, @Nullable Object> function);

    /** Replaces a failure; what the function throws becomes the error. */
    public abstract Outcome recover(Function<Throwable, Outcome> function);

    /**
     * Looks at the end of it: exactly one of the two arguments counts, and the error is null for a success.
     *
     * @return this outcome's like, complete after the action has run; what the action throws replaces the outcome
     */
    public abstract Outcome onDone(BiConsumer<@Nullable Object, @Nullable Throwable> action);

    /** The same as a stage. */
    public abstract CompletionStage<@Nullable Object> toStage();

    private static final class Value extends Outcome {
        private final @Nullable Object value;

        Value(@Nullable Object value) {
            this.value = value;
        }

        @Override
        public boolean isDone() {
            return true;
        }

        @Override
        public boolean isSuccess() {
            return true;
        }

        @Override
        public @Nullable Object value() {
            return value;
        }

        @Override
        public @Nullable Throwable error() {
            return null;
        }

        @Override
        public Outcome map(Function<@Nullable Object, @Nullable Object> function) {
            try {
                return of(function.apply(value));
            } catch (Throwable e) {
                return failed(e);
            }
        }

        @Override
        public Outcome recover(Function<Throwable, Outcome> function) {
            return this;
        }

        @Override
        public Outcome onDone(BiConsumer<@Nullable Object, @Nullable Throwable> action) {
            try {
                action.accept(value, null);
                return this;
            } catch (Throwable e) {
                return failed(e);
            }
        }

        @Override
        public CompletionStage<@Nullable Object> toStage() {
            return CompletableFuture.completedFuture(value);
        }
    }

    private static final class Failure extends Outcome {
        private final Throwable error;

        Failure(Throwable error) {
            this.error = error;
        }

        @Override
        public boolean isDone() {
            return true;
        }

        @Override
        public boolean isSuccess() {
            return false;
        }

        @Override
        public @Nullable Object value() {
            throw new IllegalStateException("it failed", error);
        }

        @Override
        public Throwable error() {
            return error;
        }

        @Override
        public Outcome map(Function<@Nullable Object, @Nullable Object> function) {
            return this;
        }

        @Override
        public Outcome recover(Function<Throwable, Outcome> function) {
            try {
                return function.apply(error);
            } catch (Throwable e) {
                return failed(e);
            }
        }

        @Override
        public Outcome onDone(BiConsumer<@Nullable Object, @Nullable Throwable> action) {
            try {
                action.accept(null, error);
                return this;
            } catch (Throwable e) {
                return failed(e);
            }
        }

        @Override
        public CompletionStage<@Nullable Object> toStage() {
            return CompletableFuture.failedFuture(error);
        }
    }

    private static final class Pending extends Outcome {
        private final CompletableFuture<?> future;

        Pending(CompletableFuture<?> future) {
            this.future = future;
        }

        @Override
        public boolean isDone() {
            return future.isDone();
        }

        @Override
        public boolean isSuccess() {
            return future.isDone() && !future.isCompletedExceptionally();
        }

        @Override
        public @Nullable Object value() {
            if (!future.isDone()) {
                throw new IllegalStateException("it is not complete yet");
            }
            return settled(future).value();
        }

        @Override
        public @Nullable Throwable error() {
            return future.isDone() ? settled(future).error() : null;
        }

        @Override
        public Outcome map(Function<@Nullable Object, @Nullable Object> function) {
            return new Pending(future.<@Nullable Object>thenApply(function::apply));
        }

        @Override
        public Outcome recover(Function<Throwable, Outcome> function) {
            return new Pending(future.handle((value, error) -> error == null
                            ? CompletableFuture.<@Nullable Object>completedFuture(value)
                            : failed(error).recover(function).toStage())
                    .thenCompose(stage -> stage));
        }

        @Override
        public Outcome onDone(BiConsumer<@Nullable Object, @Nullable Throwable> action) {
            return new Pending(future.handle((value, error) -> {
                        Outcome end = error == null ? of((Object) value) : failed(error);
                        return end.onDone(action).toStage();
                    })
                    .thenCompose(stage -> stage));
        }

        @Override
        @SuppressWarnings("unchecked")
        public CompletionStage<@Nullable Object> toStage() {
            return (CompletionStage<@Nullable Object>) future;
        }
    }
}
