package dev.vagus.delivery.structure;

import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JavaType;
import tools.jackson.databind.SerializationFeature;
import tools.jackson.databind.json.JsonMapper;

/**
 * The general path of conversion, through Jackson: beans and DTOs. Jackson's caches hold classes strongly, so the mapper
 * that takes objects apart is dropped when a class that it saw is forgotten, and each binder of a bean has its own.
 */
final class Beans {
    private final Set<Class<?>> seen = ConcurrentHashMap.newKeySet();
    private volatile @Nullable JsonMapper reader;

    static JsonMapper newMapper() {
        return JsonMapper.builder()
                .enable(SerializationFeature.FAIL_ON_EMPTY_BEANS)
                .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
                .build();
    }

    /** A binder for a class that is neither a value nor a collection nor a record. */
    static Binder binder(java.lang.reflect.Type type) {
        JsonMapper mapper = newMapper();
        JavaType target = mapper.constructType(type);
        return value -> {
            if (value == null) {
                return null;
            }
            try {
                return mapper.convertValue(value, target);
            } catch (JacksonException e) {
                throw new BindException(
                        e.getPath().stream()
                                .map(reference -> reference.getPropertyName() == null
                                        ? "[" + reference.getIndex() + "]"
                                        : reference.getPropertyName())
                                .collect(java.util.stream.Collectors.joining(".")),
                        "does not fit " + target.getRawClass().getSimpleName() + ", found " + Structures.kindOf(value));
            }
        };
    }

    Map<?, ?> takeApart(Object bean, String where) {
        JsonMapper mapper = reader;
        if (mapper == null) {
            mapper = newMapper();
            reader = mapper;
        }
        seen.add(bean.getClass());
        try {
            return mapper.convertValue(bean, Map.class);
        } catch (JacksonException | IllegalArgumentException e) {
            throw new IllegalArgumentException(
                    where + "an object of " + bean.getClass().getName()
                            + " has no structure that can be sent: use a record, a map, or a class with getters or public"
                            + " fields",
                    e);
        }
    }

    void forget(Predicate<Class<?>> which) {
        if (seen.removeIf(which)) {
            reader = null;
        }
    }
}
