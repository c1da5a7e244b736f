package dev.vagus.registry.internal.engine;

import dev.vagus.registry.ApiHandler;
import dev.vagus.registry.OperationDescriptor;

/** An operation and the code that answers it. */
public record OfferedOperation(OperationDescriptor descriptor, ApiHandler handler) {}
