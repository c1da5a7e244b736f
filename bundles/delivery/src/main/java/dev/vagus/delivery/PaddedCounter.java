package dev.vagus.delivery;

import java.util.concurrent.atomic.AtomicLong;

/** A counter that shares its cache line with nothing that comes after it. */
@SuppressWarnings("UnusedVariable")
final class PaddedCounter extends AtomicLong {
    private static final long serialVersionUID = 1L;

    private transient long p01, p02, p03, p04, p05, p06, p07, p08, p09, p10, p11, p12, p13, p14, p15;
}
