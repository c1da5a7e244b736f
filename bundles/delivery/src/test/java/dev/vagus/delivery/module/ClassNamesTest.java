package dev.vagus.delivery.module;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.InputStream;
import org.junit.jupiter.api.Test;

class ClassNamesTest {
    static final class Nested {}

    /** A bundle that has a nested class, but not the one around it. */
    private static final class Lacking extends ClassLoader {
        Lacking() {
            super(null);
        }

        Class<?> define(Class<?> type) throws IOException {
            String entry = type.getName().replace('.', '/') + ".class";
            try (InputStream in = ClassNamesTest.class.getClassLoader().getResourceAsStream(entry)) {
                byte[] bytes = in.readAllBytes();
                return defineClass(type.getName(), bytes, 0, bytes.length);
            }
        }
    }

    @Test
    void aClassIsCalledAsItIsWritten() {
        Runnable lambda = () -> {};
        Runnable anonymous = new Runnable() {
            @Override
            public void run() {
                // never run
            }
        };
        assertThat(ClassNames.of(String.class)).isEqualTo("String");
        assertThat(ClassNames.of(Nested.class)).isEqualTo("Nested");
        assertThat(ClassNames.of(lambda.getClass())).isEqualTo("ClassNamesTest");
        assertThat(ClassNames.of(anonymous.getClass())).isEqualTo("ClassNamesTest$1");
    }

    @Test
    void aNestedClassHasANameWhereTheOneAroundItIsMissing() throws IOException {
        Class<?> nested = new Lacking().define(Nested.class);
        assertThatThrownBy(nested::getSimpleName).isInstanceOf(NoClassDefFoundError.class);
        assertThat(ClassNames.of(nested)).isEqualTo("Nested");
    }
}
