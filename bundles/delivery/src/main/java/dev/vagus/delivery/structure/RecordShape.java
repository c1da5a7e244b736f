package dev.vagus.delivery.structure;

import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.lang.reflect.Constructor;
import java.lang.reflect.Method;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import org.jspecify.annotations.Nullable;

/** A record class taken apart once: how to read its components and how to make one of them. */
final class RecordShape {
    private final String[] names;
    private final Type[] types;
    private final Class<?>[] classes;
    private final MethodHandle[] accessors;
    private final MethodHandle constructor;

    RecordShape(Class<?> record) {
        RecordComponent[] components = record.getRecordComponents();
        int count = components.length;
        names = new String[count];
        types = new Type[count];
        classes = new Class<?>[count];
        accessors = new MethodHandle[count];
        MethodHandles.Lookup lookup = MethodHandles.lookup();
        try {
            for (int i = 0; i < count; i++) {
                names[i] = components[i].getName();
                types[i] = components[i].getGenericType();
                classes[i] = components[i].getType();
                Method accessor = components[i].getAccessor();
                accessor.setAccessible(true);
                accessors[i] = lookup.unreflect(accessor).asType(MethodType.methodType(Object.class, Object.class));
            }
            Constructor<?> canonical = record.getDeclaredConstructor(classes);
            canonical.setAccessible(true);
            constructor = lookup.unreflectConstructor(canonical)
                    .asSpreader(Object[].class, count)
                    .asType(MethodType.methodType(Object.class, Object[].class));
        } catch (ReflectiveOperationException | RuntimeException e) {
            throw new IllegalArgumentException("record " + record.getName() + " cannot be accessed: " + e, e);
        }
    }

    int size() {
        return names.length;
    }

    String name(int index) {
        return names[index];
    }

    Type type(int index) {
        return types[index];
    }

    boolean isPrimitive(int index) {
        return classes[index].isPrimitive();
    }

    @Nullable
    Object get(Object record, int index) {
        try {
            return accessors[index].invokeExact(record);
        } catch (Throwable e) {
            throw new IllegalArgumentException(
                    "component " + names[index] + " of " + record.getClass().getName() + " cannot be read: " + e, e);
        }
    }

    Object make(@Nullable Object[] values) throws Throwable {
        return constructor.invokeExact(values);
    }
}
