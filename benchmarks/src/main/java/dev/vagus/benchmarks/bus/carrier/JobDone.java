package dev.vagus.benchmarks.bus.carrier;

import java.util.Map;

/** {@link Kind#JOB_DONE} as a class, for carriers that route by it. */
record JobDone(Map<String, Object> payload) {}
