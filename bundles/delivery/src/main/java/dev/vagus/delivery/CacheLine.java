package dev.vagus.delivery;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;

/**
 * A cache line of nothing before the fields of a subclass, which puts another one after them. The VM lays out the fields
 * of a superclass before those of its subclasses. What one side writes at each item must not share a line with what the
 * other side reads at each: on two processors that costs more than all the rest of handing an item over.
 *
 * <p>The VM puts small fields of a subclass into the gap that the header of an object leaves, before this line, where they
 * share one with whatever object is next to it. So that gap is filled here.
 */
@SuppressWarnings("unused")
abstract class CacheLine {
    private int gap;

    private long b1, b2, b3, b4, b5, b6, b7, b8;

    static VarHandle field(MethodHandles.Lookup lookup, Class<?> owner, String name) {
        try {
            return lookup.findVarHandle(
                    owner, name, owner.getDeclaredField(name).getType());
        } catch (ReflectiveOperationException e) {
            throw new ExceptionInInitializerError(e);
        }
    }
}
