package dev.vagus.benchmarks.bus.carrier;

import java.util.Map;

/** {@link Kind#CONFIG_CHANGED} as a class, for carriers that route by it. */
record ConfigChanged(Map<String, Object> payload) {}
