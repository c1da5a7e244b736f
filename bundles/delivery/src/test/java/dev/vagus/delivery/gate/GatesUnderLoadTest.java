package dev.vagus.delivery.gate;

import static org.assertj.core.api.Assertions.assertThat;

import dev.vagus.spi.Access;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class GatesUnderLoadTest {
    private static final int ROUNDS = 300;

    @TempDir
    Path folder;

    private final ExecutorService threads = Executors.newCachedThreadPool();

    @AfterEach
    void stop() throws InterruptedException {
        threads.shutdownNow();
        assertThat(threads.awaitTermination(10, TimeUnit.SECONDS)).isTrue();
    }

    private void together(List<Callable<Void>> work) throws Exception {
        List<Future<Void>> all = new ArrayList<>();
        work.forEach(each -> all.add(threads.submit(each)));
        for (Future<Void> each : all) {
            each.get(60, TimeUnit.SECONDS);
        }
    }

    /** Each thread looks at what it has just caused, while the others cause something else. */
    @Test
    void whoeverChangedSomethingFindsItInForceAtOnce() throws Exception {
        Gates gates = new Gates("registry", folder, null);
        AtomicReference<Object> applied = new AtomicReference<>();
        Object lock = new Object();
        gates.listen(() -> {
            synchronized (lock) {
                applied.set(gates.effective() == null ? "open" : gates.effective());
            }
        });
        AtomicLong looks = new AtomicLong();
        List<Callable<Void>> work = new ArrayList<>();
        for (int i = 0; i < 4; i++) {
            String name = "gate" + i;
            int id = i;
            work.add(() -> {
                for (int round = 0; round < ROUNDS / 10; round++) {
                    gates.require(name);
                    assertThat(applied.get()).isInstanceOf(AbsentGate.class);
                    assertThat(gates.required()).contains(name);
                    gates.release(name);
                    assertThat(gates.required()).doesNotContain(name);
                    looks.incrementAndGet();
                }
                return null;
            });
            work.add(() -> {
                for (int round = 0; round < ROUNDS; round++) {
                    gates.add("other" + id, 0, id, new TestGate("other"));
                    assertThat(applied.get()).isNotEqualTo("open");
                    gates.remove(id);
                    looks.incrementAndGet();
                }
                return null;
            });
        }
        together(work);

        assertThat(looks).hasValue(4 * ROUNDS + 4 * ROUNDS / 10);
        assertThat(gates.effective()).isNull();
        assertThat(applied).hasValue("open");
        assertThat(new Gates("registry", folder, null).required()).isEmpty();
    }

    @Test
    void nothingPassesWhileARequiredGateComesAndGoes() throws Exception {
        Gates gates = new Gates("registry", folder, null);
        gates.require("security");
        AtomicLong open = new AtomicLong();
        AtomicLong refused = new AtomicLong();
        TestGate security = new TestGate("security").refusing();
        List<Callable<Void>> work = new ArrayList<>();
        for (int i = 0; i < 3; i++) {
            work.add(() -> {
                for (int look = 0; look < 20_000; look++) {
                    var gate = gates.effective();
                    boolean passes = gate == null
                            || gate.checkpoint(Access.of(Access.Kind.CALL, "A.b"))
                                            .refusal("M", 1, null, 0)
                                    == null;
                    (passes ? open : refused).incrementAndGet();
                }
                return null;
            });
        }
        work.add(() -> {
            for (int round = 0; round < ROUNDS; round++) {
                gates.add("security", 0, 1, security);
                gates.add("second", 0, 2, security);
                gates.remove(1);
                gates.remove(2);
            }
            return null;
        });
        together(work);

        assertThat(open).hasValue(0);
        assertThat(refused).hasValue(60_000);
    }
}
