package dev.vagus.registry.internal.tracking;

import static org.assertj.core.api.Assertions.assertThat;

import dev.vagus.registry.internal.engine.ModuleIdentity;
import dev.vagus.registry.internal.engine.ModuleState;
import java.lang.reflect.InvocationHandler;
import java.lang.reflect.Proxy;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.List;
import java.util.Queue;
import org.junit.jupiter.api.Test;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleContext;
import org.osgi.framework.startlevel.BundleStartLevel;

class IdentitiesTest {
    private static <T> T fake(Class<T> type, InvocationHandler answers) {
        return type.cast(Proxy.newProxyInstance(type.getClassLoader(), new Class<?>[] {type}, answers));
    }

    /** A bundle that is to be started, whose state is the next of these each time that somebody looks; the last one stays. */
    private static ModuleState stateOf(Integer... states) {
        Queue<Integer> next = new ArrayDeque<>(List.of(states));
        BundleStartLevel level = fake(BundleStartLevel.class, (proxy, method, arguments) -> true);
        Bundle bundle = fake(
                Bundle.class,
                (proxy, method, arguments) ->
                        method.getName().equals("getState") ? (next.size() > 1 ? next.poll() : next.peek()) : level);
        Bundle framework = fake(Bundle.class, (proxy, method, arguments) -> Bundle.ACTIVE);
        BundleContext context = fake(
                BundleContext.class, (proxy, method, arguments) -> arguments[0] instanceof Long ? bundle : framework);
        return new Identities(context).stateOf(new ModuleIdentity("Lab", 7, "lab", "1.0.0", "file:lab.jar"));
    }

    @Test
    void aBundleThatStartsWhileItIsLookedAtIsNotTakenForOneThatWasStopped() {
        assertThat(stateOf(Bundle.RESOLVED)).isEqualTo(ModuleState.UPDATING);
        assertThat(stateOf(Bundle.ACTIVE)).isEqualTo(ModuleState.RUNNING);
        Integer[] states = {Bundle.RESOLVED, Bundle.RESOLVED, Bundle.RESOLVED, Bundle.RESOLVED, Bundle.ACTIVE};
        for (int before = 1; before < states.length; before++) {
            Integer[] seen = Arrays.copyOfRange(states, states.length - 1 - before, states.length);
            assertThat(stateOf(seen))
                    .as("active after %s looks", before)
                    .isIn(ModuleState.UPDATING, ModuleState.RUNNING);
        }
    }
}
