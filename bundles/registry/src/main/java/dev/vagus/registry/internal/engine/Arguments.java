package dev.vagus.registry.internal.engine;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The arguments of one call, as they were taken over; a call copies what is in it.
 *
 * @param plain all of them by name
 * @param values the same in the order of the parameters, for a handler that takes them so; null for any other
 * @param checked whether they fit
 */
record Arguments(Map<String, Object> plain, @Nullable Object @Nullable [] values, boolean checked) {}
