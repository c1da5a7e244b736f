package dev.vagus.shell.internal.commands;

import static org.assertj.core.api.Assertions.assertThat;

import dev.vagus.spi.GateKeeper;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class GateCommandsTest extends CommandTest {
    private record Keeper(Set<String> needs) implements GateKeeper {
        @Override
        public void require(String gate) {
            needs.add(gate);
        }

        @Override
        public void release(String gate) {
            needs.remove(gate);
        }

        @Override
        public Set<String> required() {
            return Set.copyOf(needs);
        }
    }

    @BeforeEach
    void guard() {
        keepers.put("bus", new Keeper(new TreeSet<>(Set.of("security", "tenants"))));
        keepers.put("registry", new Keeper(new TreeSet<>(Set.of("security"))));
        keepers.put("events", new Keeper(new TreeSet<>()));
        gates.add("tenants");
        gates.add("lamps");
    }

    @Test
    void listsWhatIsThereAndWhatIsNeeded() {
        assertThat(run("gate-list").lines())
                .hasSize(4)
                .anyMatch(line -> line.matches("lamps +yes"))
                .anyMatch(line -> line.matches("security +no +bus, registry"))
                .anyMatch(line -> line.matches("tenants +yes +bus"));
        assertThat(run("gate-list", "--json")).contains("\"gate\" : \"security\"");
        keepers.clear();
        gates.clear();
        assertThat(run("gate-list")).startsWith("there is no gate");
    }

    @Test
    void releasesOneThatIsAwayByForceOnly() {
        assertThat(failure("gate-release", "security"))
                .isEqualTo("bus, registry would go on without asking security, whoever calls, sends or hears;"
                        + " nobody can be asked without a terminal: give --force if that is meant");
        assertThat(keepers.get("bus").required()).contains("security");

        assertThat(run("gate-release", "security", "--force").lines())
                .containsExactly("bus, registry need the gate security no more");
        assertThat(keepers.get("bus").required()).containsExactly("tenants");
        assertThat(keepers.get("registry").required()).isEmpty();
    }

    @Test
    void doesNotReleaseOneThatIsThereOrThatNothingNeeds() {
        assertThat(failure("gate-release", "tenants", "--force")).contains("is there", "security-disable");
        assertThat(failure("gate-release", "nothing", "--force")).startsWith("nothing needs a gate nothing");
        assertThat(keepers.get("bus").required()).contains("tenants");
    }
}
