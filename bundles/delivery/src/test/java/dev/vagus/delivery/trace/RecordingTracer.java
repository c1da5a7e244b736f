package dev.vagus.delivery.trace;

import dev.vagus.module.ErrorRecord;
import dev.vagus.spi.FlowTracer;
import dev.vagus.spi.Traceparent;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Records everything in memory; its ids are counted. For the tests of all bundles that tell a tracer. */
public final class RecordingTracer implements FlowTracer {
    /** A trace context of somebody else. */
    public static final String TRACE = "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01";

    /** Everything, in the order in which it began. */
    public final List<Recorded> spans = new CopyOnWriteArrayList<>();

    /** One piece of work. */
    public static final class Recorded implements Span {
        public final Work work;
        public final @Nullable Object payload;
        public final String traceparent;
        public final List<String> notes = new CopyOnWriteArrayList<>();
        public volatile int ends;
        public volatile @Nullable ErrorRecord error;

        Recorded(Work work, @Nullable Object payload, String traceparent) {
            this.work = work;
            this.payload = payload;
            this.traceparent = traceparent;
        }

        @Override
        public String traceparent() {
            return traceparent;
        }

        @Override
        public void note(String what, String detail) {
            notes.add(what + " " + detail);
        }

        @Override
        public void end(@Nullable ErrorRecord failure) {
            ends++;
            error = failure;
        }
    }

    @Override
    public synchronized Span begin(Work work, Supplier<@Nullable Object> payload) {
        Traceparent parent = Traceparent.parse(work.traceparent());
        String trace = parent == null ? String.format("%032x", spans.size() + 1) : parent.traceId();
        String context = "00-" + trace + '-' + String.format("%016x", spans.size() + 1) + "-01";
        Recorded recorded = new Recorded(work, payload.get(), context);
        spans.add(recorded);
        return recorded;
    }

    /** The spans of this kind. */
    public List<Recorded> of(Kind kind) {
        return spans.stream().filter(each -> each.work.kind() == kind).toList();
    }

    /** All work as a tree, one line each, indented by what is inside of what. */
    public List<String> tree() {
        List<String> lines = new ArrayList<>();
        spans.stream().filter(each -> parent(each) == null).forEach(each -> add(lines, each, 0));
        return lines;
    }

    private void add(List<String> lines, Recorded span, int depth) {
        Work work = span.work;
        String facts = List.of(work.kind().name(), work.subject(), work.type()).stream()
                .filter(each -> !each.isEmpty())
                .collect(Collectors.joining(" "));
        lines.add(" ".repeat(depth)
                + facts
                + (work.attempt() > 1 ? " #" + work.attempt() : "")
                + (span.ends == 1 ? "" : " ends " + span.ends)
                + (span.error == null ? "" : " " + span.error.category()));
        spans.stream().filter(each -> parent(each) == span).forEach(each -> add(lines, each, depth + 1));
    }

    private @Nullable Recorded parent(Recorded span) {
        return spans.stream()
                .filter(each -> each.traceparent.equals(span.work.traceparent()))
                .findFirst()
                .orElse(null);
    }
}
