package dev.vagus.delivery.gate;

import dev.vagus.module.VagusException;
import dev.vagus.spi.Access;
import dev.vagus.spi.Checkpoint;
import dev.vagus.spi.Credential;
import dev.vagus.spi.Gate;
import dev.vagus.spi.GatePreview;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Several gates as one: each must agree, in their order. Thread-safe. */
final class JointGate implements Gate {
    private final List<Gate> gates;
    private long[] epochs; // guarded by this
    private long epoch; // guarded by this

    JointGate(List<Gate> gates) {
        this.gates = List.copyOf(gates);
        this.epochs = epochsNow();
    }

    List<Gate> gates() {
        return gates;
    }

    @Override
    public Credential authenticate(String token, String module, long bundleId, long nanos) {
        List<Credential> each = new ArrayList<>(gates.size());
        for (Gate gate : gates) {
            each.add(gate.authenticate(token, module, bundleId, nanos));
        }
        return new Joint(gates, each);
    }

    @Override
    public Checkpoint checkpoint(Access access) {
        List<Checkpoint> each = new ArrayList<>(gates.size());
        for (Gate gate : gates) {
            each.add(gate.checkpoint(access));
        }
        return new All(gates, each);
    }

    /** Counts the changes that were seen of any of them: they might cancel out in what is computed of theirs. */
    @Override
    public synchronized long epoch() {
        long[] now = epochsNow();
        if (!Arrays.equals(now, epochs)) {
            epochs = now;
            epoch++;
        }
        return epoch;
    }

    private long[] epochsNow() {
        return gates.stream().mapToLong(Gate::epoch).toArray();
    }

    /** What each gate made of one token. */
    private record Joint(List<Gate> gates, List<Credential> each) implements Credential {
        @Override
        public String subject() {
            return each.get(0).subject();
        }

        @Override
        public Credential inherited() {
            return new Joint(gates, each.stream().map(Credential::inherited).toList());
        }

        /** What this gate made of it; all of it, which no gate knows, for one that was not asked. */
        Credential of(Gate gate) {
            int place = gates.indexOf(gate);
            return place < 0 ? this : each.get(place);
        }

        @Override
        public String toString() {
            return subject();
        }
    }

    private record All(List<Gate> gates, List<Checkpoint> each) implements Checkpoint {
        @Override
        public @Nullable VagusException refusal(
                String module, long bundleId, @Nullable Credential credential, long nanos) {
            for (int i = 0; i < each.size(); i++) {
                VagusException refusal = each.get(i).refusal(module, bundleId, part(credential, i), nanos);
                if (refusal != null) {
                    return refusal;
                }
            }
            return null;
        }

        @Override
        public GatePreview preview(String module, long bundleId, @Nullable Credential credential) {
            List<String> agreed = new ArrayList<>(each.size());
            for (int i = 0; i < each.size(); i++) {
                GatePreview preview = each.get(i).preview(module, bundleId, part(credential, i));
                if (!preview.passes()) {
                    return preview;
                }
                agreed.add(preview.text());
            }
            return new GatePreview(true, String.join("; ", agreed));
        }

        private @Nullable Credential part(@Nullable Credential credential, int i) {
            return credential instanceof Joint joint ? joint.of(gates.get(i)) : credential;
        }
    }
}
