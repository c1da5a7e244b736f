package dev.vagus.events.internal.adapter;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.lang.reflect.Proxy;
import java.time.Instant;
import java.util.Date;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.osgi.framework.Bundle;
import org.osgi.framework.ServiceReference;
import org.osgi.framework.Version;

class ObjectTextTest {
    private static <T> T fake(Class<T> type, Map<String, Object> answers) {
        return type.cast(Proxy.newProxyInstance(
                type.getClassLoader(),
                new Class<?>[] {type},
                (self, method, arguments) ->
                        answers.get(arguments == null ? method.getName() : arguments[0].toString())));
    }

    @Test
    void whatBelongsToTheFrameworkIsNamed() {
        Bundle bundle = fake(Bundle.class, Map.of("getSymbolicName", "acme.oven", "getBundleId", 7L));
        ServiceReference<?> service = fake(
                ServiceReference.class,
                Map.of("service.id", 42L, "objectClass", new String[] {"acme.Oven", "acme.Heat"}));

        assertThat(ObjectText.of(bundle)).isEqualTo("acme.oven [7]");
        assertThat(ObjectText.of(service)).isEqualTo("service 42 [acme.Oven, acme.Heat]");
        assertThat(ObjectText.of(new Version("1.2.3"))).isEqualTo("1.2.3");
    }

    @Test
    void whatIsOfTheJdkIsItsText() {
        assertThat(ObjectText.of(new IllegalStateException("burnt")))
                .isEqualTo("java.lang.IllegalStateException: burnt");
        assertThat(ObjectText.of(new Date(5))).isEqualTo(Instant.ofEpochMilli(5));
        assertThat(ObjectText.of(new File("oven"))).isEqualTo("oven");
    }

    @Test
    void whatIsOfOthersIsTheNameOfItsClass() {
        Object others = new Object() {
            @Override
            public String toString() {
                throw new AssertionError("code of others is not run");
            }
        };

        assertThat(ObjectText.of(others)).isEqualTo(others.getClass().getName());
    }
}
