package dev.vagus.bus.internal.engine;

import dev.vagus.module.ErrorCategory;
import dev.vagus.module.Setting;
import dev.vagus.spi.DeliveryGuard;
import dev.vagus.spi.DeliveryGuards;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Guards that refuse when the test says so, and remember what they heard. */
final class FakeGuards implements DeliveryGuards {
    final Set<String> targets = new HashSet<>();
    final List<FakeGuard> made = new ArrayList<>();

    @Override
    public boolean apply(String target) {
        return targets.contains(target);
    }

    @Override
    public DeliveryGuard guard(GuardedSubscription subscription, Runnable changed) {
        FakeGuard guard = new FakeGuard(subscription, changed);
        made.add(guard);
        return guard;
    }

    FakeGuard last() {
        return made.get(made.size() - 1);
    }

    static final class FakeGuard implements DeliveryGuard {
        final GuardedSubscription of;
        final List<String> ends = new ArrayList<>();
        private final Runnable changed;
        private @Nullable Refusal refusal;
        private @Nullable Refusal atNextFailure;
        boolean sly;
        boolean closed;

        FakeGuard(GuardedSubscription of, Runnable changed) {
            this.of = of;
            this.changed = changed;
        }

        void refuse(String reason, @Nullable Duration after) {
            refusal = new Refusal(reason, after, true);
            changed.run();
        }

        void pace(Duration after) {
            refusal = new Refusal("too fast", after, false);
            changed.run();
        }

        void refuseAfterNextFailure(String reason, @Nullable Duration after) {
            atNextFailure = new Refusal(reason, after, true);
        }

        /** Refuses the next attempt though it does not say so before. */
        void refuseByTheWay() {
            sly = true;
        }

        void admit() {
            refusal = null;
            changed.run();
        }

        void admitSilently() {
            refusal = null;
        }

        @Override
        public @Nullable Admission enter() {
            if (refusal != null || sly) {
                sly = false;
                return null;
            }
            return this::ended;
        }

        private void ended(@Nullable ErrorCategory error) {
            ends.add(error == null ? "well" : error.label());
            if (error != null && atNextFailure != null) {
                refusal = atNextFailure;
                atNextFailure = null;
            }
        }

        @Override
        public @Nullable Refusal refusal() {
            return refusal;
        }

        @Override
        public String status() {
            return refusal == null ? "closed" : refusal.reason();
        }

        @Override
        public List<Setting> settings() {
            return List.of(new Setting("breaker.failures", 1L, "p"));
        }

        @Override
        public void close() {
            closed = true;
        }
    }
}
