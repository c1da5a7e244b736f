package dev.vagus.delivery;

/** The field of {@link PaddedCounter}, between two cache lines of nothing. */
abstract class PaddedCount extends CacheLine {
    volatile long count;
}
