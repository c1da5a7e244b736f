package dev.vagus.benchmarks.metrics;

import dev.vagus.metrics.internal.meter.Recorder;
import io.micrometer.core.instrument.Timer;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.HdrHistogram.ConcurrentHistogram;

/** Who takes durations. */
public enum RecorderCarrier {
    /** The recorder of Vagus: outcome, sum, maximum and histogram. */
    VAGUS {
        @Override
        Histogram open() {
            Recorder recorder = new Recorder(false);
            return new Histogram() {
                @Override
                public void record(long nanos) {
                    recorder.ended(-1, nanos, null);
                }

                @Override
                public long count() {
                    return recorder.read().succeeded();
                }
            };
        }
    },
    /** HdrHistogram's recorder, from which intervals are read: the histogram alone, with one digit. */
    HDR_RECORDER {
        @Override
        Histogram open() {
            org.HdrHistogram.Recorder recorder = new org.HdrHistogram.Recorder(MOST, 1);
            return new Histogram() {
                @Override
                public void record(long nanos) {
                    recorder.recordValue(nanos);
                }

                @Override
                public long count() {
                    return recorder.getIntervalHistogram().getTotalCount();
                }
            };
        }
    },
    /** HdrHistogram's histogram for many writers, without intervals. */
    HDR_CONCURRENT {
        @Override
        Histogram open() {
            ConcurrentHistogram histogram = new ConcurrentHistogram(MOST, 1);
            return new Histogram() {
                @Override
                public void record(long nanos) {
                    histogram.recordValue(nanos);
                }

                @Override
                public long count() {
                    return histogram.getTotalCount();
                }
            };
        }
    },
    /** Micrometer's timer with the histogram of its percentiles: count, sum, maximum and histogram. */
    MICROMETER {
        @Override
        Histogram open() {
            Timer timer = Timer.builder("durations")
                    .publishPercentileHistogram()
                    .maximumExpectedValue(Duration.ofNanos(MOST))
                    .register(new SimpleMeterRegistry());
            return new Histogram() {
                @Override
                public void record(long nanos) {
                    timer.record(nanos, TimeUnit.NANOSECONDS);
                }

                @Override
                public long count() {
                    return timer.count();
                }
            };
        }
    };

    private static final long MOST = 1L << 42;

    abstract Histogram open();
}
