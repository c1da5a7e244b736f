package dev.vagus.delivery.structure;

import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Fills a record from a map. Entries that it has no component for are ignored; a component without an entry is null, or
 * empty for an {@code Optional}; a primitive one must be there. A component {@code module} takes the entry {@code Module}
 * too, and the reverse, since both spellings are usual.
 */
final class RecordBinder implements Binder {
    private final Structures structures;
    private final Class<?> target;
    private final RecordShape shape;
    private final Binder[] components;
    private final String[] otherNames;

    RecordBinder(Structures structures, Class<?> target, RecordShape shape, Binder[] components) {
        this.structures = structures;
        this.target = target;
        this.shape = shape;
        this.components = components;
        this.otherNames = new String[components.length];
        for (int i = 0; i < components.length; i++) {
            otherNames[i] = Names.otherCase(shape.name(i));
        }
    }

    @Override
    public @Nullable Object bind(@Nullable Object value) {
        if (value == null || value.getClass() == target) {
            return value;
        }
        Object plain = value instanceof Record ? structures.freeze(value) : value;
        if (!(plain instanceof Map<?, ?> map)) {
            throw BindException.expected("an object", value);
        }
        @Nullable Object[] values = new Object[components.length];
        for (int i = 0; i < values.length; i++) {
            values[i] = component(map, i);
        }
        try {
            return shape.make(values);
        } catch (Throwable e) {
            throw new BindException(
                    "",
                    target.getSimpleName() + " refused the values: "
                            + e.getClass().getName());
        }
    }

    private @Nullable Object component(Map<?, ?> map, int index) {
        String name = shape.name(index);
        Object value = map.get(name);
        if (value == null) {
            value = map.get(otherNames[index]);
        }
        if (value == null && shape.isPrimitive(index)) {
            throw new BindException(name, "is missing");
        }
        if (value == null && shape.type(index) == Optional.class) {
            return Optional.empty();
        }
        return BinderCompiler.below(name, components[index], value);
    }
}
