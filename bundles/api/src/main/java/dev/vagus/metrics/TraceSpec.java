package dev.vagus.metrics;

import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * What is to be recorded, and where to. Immutable. In patterns {@code *} stands for any characters; an empty list is no
 * restriction. Work is recorded when one of the modules that it is between matches, and, where channels or operations are
 * named, when it is a message or event on such a channel or a call of such an operation; and so is everything that is done
 * inside of recorded work, so that a journey is whole.
 *
 * @param level how much
 * @param modules patterns of module names: callers and called, senders and subscribers
 * @param channels patterns of channels, of messages and of events
 * @param operations patterns of operations, such as {@code LabRunner.*}
 * @param file the file of JSON lines, relative to the folder that the process was started in; null for memory only
 */
public record TraceSpec(
        TraceLevel level,
        List<String> modules,
        List<String> channels,
        List<String> operations,
        @Nullable Path file) {
    /** Everything, at the level {@code basic}, in memory only. */
    public static final TraceSpec ALL = new TraceSpec(TraceLevel.BASIC, List.of(), List.of(), List.of(), null);

    /** Copies the lists. */
    public TraceSpec {
        Objects.requireNonNull(level, "level");
        modules = List.copyOf(modules);
        channels = List.copyOf(channels);
        operations = List.copyOf(operations);
    }

    /** The same at this level. */
    public TraceSpec at(TraceLevel other) {
        return new TraceSpec(other, modules, channels, operations, file);
    }

    /** The same of modules like these. */
    public TraceSpec ofModules(String... patterns) {
        return new TraceSpec(level, List.of(patterns), channels, operations, file);
    }

    /** The same on channels like these. */
    public TraceSpec onChannels(String... patterns) {
        return new TraceSpec(level, modules, List.of(patterns), operations, file);
    }

    /** The same of operations like these. */
    public TraceSpec ofOperations(String... patterns) {
        return new TraceSpec(level, modules, channels, List.of(patterns), file);
    }

    /** The same into this file too; null for memory only. */
    public TraceSpec into(@Nullable Path other) {
        return new TraceSpec(level, modules, channels, operations, other);
    }
}
