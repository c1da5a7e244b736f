package dev.vagus.events.internal.component;

import dev.vagus.delivery.structure.Structures;
import dev.vagus.events.internal.engine.EventEngine;
import dev.vagus.events.internal.engine.ModuleEvents;
import dev.vagus.events.internal.tracking.CodeHandlers;
import dev.vagus.events.internal.tracking.Failures;

/**
 * What every bundle's {@link BundlePublisher} shares.
 *
 * @param engine delivers
 * @param mapping makes events
 * @param structures makes types of data
 * @param handlers takes handlers in code
 * @param failures knows the handlers that were refused
 */
record Publishing(
        EventEngine engine, ModuleEvents mapping, Structures structures, CodeHandlers handlers, Failures failures) {}
