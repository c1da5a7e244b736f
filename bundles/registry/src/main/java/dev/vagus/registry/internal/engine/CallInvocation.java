package dev.vagus.registry.internal.engine;

import dev.vagus.module.Outcome;
import dev.vagus.module.TimeOrderedId;
import dev.vagus.registry.Invocation;
import dev.vagus.registry.OperationDescriptor;
import dev.vagus.spi.FlowContext;
import java.time.Duration;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicLongFieldUpdater;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * One call under way. The same call with other arguments shares everything but these with the one that it came from. It
 * holds nothing of the call around it: depth, deadline and correlation id are copied, so that a module which keeps one
 * keeps no other module's classes.
 */
final class CallInvocation extends CallTerms implements Invocation {
    private static final AtomicLongFieldUpdater<CallInvocation> ID =
            AtomicLongFieldUpdater.newUpdater(CallInvocation.class, "id");
    private static final long NO_ID = 0;

    private final CallInvocation root;
    private final Map<String, Object> parameters;
    private final @Nullable Object @Nullable [] values;
    private final boolean checked;

    /** Zero until it is asked for; not set here, since that would cost every call a fence. */
    private volatile long id;

    private volatile @Nullable Throwable over;
    private volatile @Nullable Suspended suspended;
    private volatile @Nullable CallFuture<?> future;

    /** Written by the thread that it names: another one that reads it finds some thread that is not itself. */
    private @Nullable Thread runner;

    /** What cancels it beside its own end: that of its own, or of the call around it; set before its chain begins. */
    private @Nullable Cancellation cancellation;

    private boolean ownCancellation;

    /** What is recorded of it; null for nothing. Set before its chain begins. */
    private @Nullable CallTrace trace;

    /** A call on these terms, in the order of {@link CallTerms}, with its arguments. */
    CallInvocation(
            OperationEntry entry,
            Chain chain,
            boolean waits,
            ModuleIdentity caller,
            CallOptions options,
            FlowContext flow,
            long start,
            Arguments arguments) {
        super(entry, chain, waits, caller, options, flow, start);
        this.root = this;
        this.parameters = arguments.plain();
        this.values = arguments.values();
        this.checked = arguments.checked();
    }

    private CallInvocation(CallInvocation origin, Map<String, Object> parameters) {
        super(origin);
        this.root = origin.root;
        this.parameters = parameters;
        this.values = null;
        this.checked = true;
    }

    /** Says which thread goes through the chain now, on behalf of its caller; null for none any more. */
    void runsOn(@Nullable Thread thread) {
        root.runner = thread;
    }

    /** Says what is recorded of it. */
    void tracedBy(CallTrace recording) {
        root.trace = recording;
        root.id = recording.id();
    }

    /** What is recorded of it; null for nothing. */
    @Nullable
    CallTrace trace() {
        return root.trace;
    }

    /** Where its chain is on this thread, if that is recorded; null otherwise. */
    @Nullable
    FlowContext recordedPlace() {
        CallTrace recording = root.trace;
        return recording == null ? null : recording.own(FlowContext.current());
    }

    /** Records that it is over, if it is recorded; null when it succeeded. */
    void traceEnd(@Nullable Throwable error) {
        CallTrace recording = root.trace;
        if (recording != null) {
            recording.end(error);
        }
    }

    /** Whether this thread is its caller's, which waits for it. */
    boolean isOnItsCallersThread() {
        return waits() && root.runner == Thread.currentThread();
    }

    /** Says how its caller holds it. */
    void heldBy(CallFuture<?> holder) {
        root.future = holder;
    }

    /** How its caller holds it while it is not complete; null when nobody does yet. */
    @Nullable
    CallFuture<?> future() {
        return root.future;
    }

    /** The arguments in the order of the parameters, for a handler that takes them so; null otherwise. */
    @Nullable
    Object @Nullable [] values() {
        return values;
    }

    boolean isChecked() {
        return checked;
    }

    boolean isSameCallAs(CallInvocation other) {
        return root == other.root;
    }

    /** Takes the cancellation of the call around this one, unless it has one of its own. */
    void inherit(@Nullable Cancellation around) {
        if (cancellation == null) {
            cancellation = around;
        }
    }

    /** Gives it a cancellation of its own, which {@link #cancel} cancels. */
    void cancellableWithin(@Nullable Cancellation around) {
        root.cancellation = Cancellation.within(around);
        root.ownCancellation = true;
    }

    @Nullable
    Cancellation cancellation() {
        return root.cancellation;
    }

    /** The call is over, and its cancellation inside of another with it. */
    void end() {
        Cancellation own = root.cancellation;
        if (own != null && root.ownCancellation) {
            own.end();
        }
    }

    /** Waits for another call inside of it. */
    Outcome until(CompletableFuture<?> inner) {
        CompletableFuture<@Nullable Object> end = new CompletableFuture<>();
        inner.whenComplete((value, error) -> {
            if (error == null) {
                end.complete(value);
            } else {
                end.completeExceptionally(error);
            }
        });
        if (!end.isDone()) {
            suspend(new Suspended(end, inner));
        }
        return Outcome.of(end);
    }

    /** Says what it waits for now; given up at once when the call has been. */
    void suspend(Suspended until) {
        root.suspended = until;
        Throwable why = root.over;
        if (why != null) {
            until.giveUp(why, entry().qualifiedName());
        }
    }

    /**
     * Ends what it waits for with this error, so that everything around it, the middleware first, ends on this thread; and
     * says to the handler that nobody waits any more.
     */
    void giveUp(Throwable why) {
        root.over = why;
        Cancellation own = root.cancellation;
        if (own != null && root.ownCancellation) {
            own.cancel();
        }
        Suspended until = root.suspended;
        if (until != null) {
            until.giveUp(why, entry().qualifiedName());
        }
    }

    /** The id is made when it is first asked for: most calls are never asked. */
    @Override
    public TimeOrderedId id() {
        if (root.id == NO_ID) {
            ID.compareAndSet(root, NO_ID, TimeOrderedId.nextValue(System.currentTimeMillis()));
        }
        return new TimeOrderedId(root.id);
    }

    @Override
    public OperationDescriptor operation() {
        return entry().descriptor();
    }

    @Override
    public Map<String, Object> parameters() {
        return parameters;
    }

    @Override
    public String caller() {
        return callingModule().module();
    }

    @Override
    public String origin() {
        String origin = flow().origin();
        return origin == null ? caller() : origin;
    }

    @Override
    public @Nullable String correlationId() {
        return correlation();
    }

    @Override
    public Map<String, String> metadata() {
        Map<String, String> own = callOptions().metadata();
        Map<String, String> travelling = flow().metadata();
        String trace = flow().traceparent();
        if (trace == null || !own.containsKey(FlowContext.TRACEPARENT)) {
            return travelling;
        }
        Map<String, String> all = new LinkedHashMap<>(travelling);
        all.put(FlowContext.TRACEPARENT, trace);
        return Collections.unmodifiableMap(all);
    }

    @Override
    public @Nullable Object option(String name) {
        return name.equals(CallOptions.TOKEN) && chain().gate() != null
                ? null
                : callOptions().option(name);
    }

    /** A token is for the gate: neither middleware nor the operation is to act with it. */
    @Override
    public Map<String, Object> options() {
        return chain().gate() == null ? callOptions().all() : callOptions().optionsWithoutToken();
    }

    @Override
    public Outcome after(Duration pause, Supplier<Outcome> work) {
        return pauses().after(this, pause, work);
    }

    @Override
    public long startNanos() {
        return start();
    }

    @Override
    public @Nullable Duration remaining() {
        return isLimited() ? Duration.ofNanos(Math.max(0, remainingNanos())) : null;
    }

    @Override
    public boolean isCancelled() {
        Cancellation around = root.cancellation;
        return root.over != null || (around != null && around.isCancelled()) || isOverdue();
    }

    @Override
    public Invocation withParameters(Map<String, Object> replacement) {
        return new CallInvocation(this, Collections.unmodifiableMap(new LinkedHashMap<>(replacement)));
    }
}
