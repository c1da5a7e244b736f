package dev.vagus.security.internal.control;

import dev.vagus.security.SecuritySpec;
import dev.vagus.security.internal.access.AuditTrail;
import dev.vagus.security.internal.access.DecisionPoint;
import dev.vagus.security.internal.access.Rules;
import dev.vagus.spi.Access;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/** A main switch with everything around it, as after one start of the bundle. */
final class Mains implements AutoCloseable {
    static final long SHELL = 99;

    final FakeOffice office = new FakeOffice();
    final Keepers keepers = new Keepers();
    final AuditTrail audit = new AuditTrail(List.of(), 10, System.nanoTime());
    final DecisionPoint point = new DecisionPoint(
            office,
            id -> id == SHELL,
            (id, permission) -> true,
            audit,
            Rules.of(SecuritySpec.DEFAULTS, List.of("*"), 0),
            () -> 0);
    final MainSwitch mains;
    volatile boolean open;

    Mains(Path file) {
        Door door = new Door() {
            @Override
            public void open() {
                open = true;
            }

            @Override
            public void close() {
                open = false;
            }
        };
        mains = new MainSwitch(point, audit, keepers, door, new StateFile(file), office);
    }

    Mains started(Map<String, ?> configuration) {
        mains.start(configuration);
        return this;
    }

    /** Whether module Shop may call Lab.Run, by the gate alone. */
    boolean letsShopCall() {
        return point.checkpoint(Access.of(Access.Kind.CALL, "Lab.Run")).refusal("Shop", 1, null, 0) == null;
    }

    @Override
    public void close() {
        audit.close();
    }
}
