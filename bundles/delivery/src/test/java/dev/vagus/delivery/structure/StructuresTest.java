package dev.vagus.delivery.structure;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.lang.reflect.Type;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class StructuresTest {
    private final Structures structures = new Structures();

    enum Level {
        LOW,
        HIGH
    }

    record Step(String name, int number, Level level, Duration time) {}

    record Plan(String title, List<Step> steps, Map<String, Step> byName, Optional<String> note) {}

    record Tree(String label, List<Tree> children) {}

    /** The record {@link Step} as another version of a module has it. */
    record StepOfOtherVersion(
            String name, long number, @Nullable String comment) {}

    public static final class Dto {
        public String name = "";
        public int count;
        public List<String> tags = List.of();
    }

    private static final Step STEP = new Step("Deploy", 3, Level.HIGH, Duration.ofSeconds(5));

    @Test
    void takesRecordsApartIntoOrderedImmutableMaps() {
        Object frozen = structures.freeze(STEP);
        assertThat(frozen).isInstanceOf(Map.class);
        Map<?, ?> map = (Map<?, ?>) frozen;
        assertThat(new ArrayList<Object>(map.keySet())).containsExactly("name", "number", "level", "time");
        assertThat(map.get("level")).isEqualTo("HIGH");
        assertThat(map.get("time")).isEqualTo(Duration.ofSeconds(5));
        assertThatThrownBy(map::clear).isInstanceOf(UnsupportedOperationException.class);
    }

    @Test
    void whatIsNoValueCollectionOrRecordMayBecomeSomethingElse() {
        Structures others = new Structures(
                (object, where) -> List.of(where, object.getClass().getSimpleName()));

        assertThat(others.freeze(Map.of("of", new Tree("a", List.of()), "dtos", List.of(new Dto()))))
                .isEqualTo(Map.of(
                        "of",
                        Map.of("label", "a", "children", List.of()),
                        "dtos",
                        List.of(List.of("dtos[0]: ", "Dto"))));
    }

    @Test
    void aLaterChangeOfWhatWasFrozenIsNotSeen() {
        List<Object> list = new ArrayList<>(List.of(1));
        Map<String, Object> map = new HashMap<>(Map.of("list", list));
        Object frozen = structures.freeze(map);
        list.add(2);
        map.put("more", 1);
        assertThat(frozen).isEqualTo(Map.of("list", List.of(1)));
    }

    @Test
    void sharesWhatNobodyCanChangeAndCopiesTheRest() {
        Map<String, Object> immutable = Map.of("a", 1, "b", List.of("x"));
        assertThat(structures.share(immutable)).isSameAs(immutable);
        assertThat(structures.share(STEP)).isSameAs(STEP);
        Map<String, Object> mutable = new HashMap<>(immutable);
        assertThat(structures.share(mutable)).isNotSameAs(mutable).isEqualTo(mutable);
        Plan plan = new Plan("p", new ArrayList<>(List.of(STEP)), Map.of(), Optional.empty());
        assertThat(structures.share(plan)).isInstanceOf(Map.class);
    }

    @Test
    void aRecordInsideAMapIsNeverShared() {
        Object shared = structures.share(Map.of("step", STEP));
        assertThat(((Map<?, ?>) shared).get("step")).isInstanceOf(Map.class);
    }

    @Test
    void namesThePathOfWhatHasNoStructure() {
        assertThatThrownBy(() -> structures.freeze(Map.of("a", List.of(new Object()))))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("a[0]: an object of java.lang.Object has no structure");
    }

    @Test
    void refusesWhatContainsItself() {
        List<Object> list = new ArrayList<>();
        list.add(list);
        assertThatThrownBy(() -> structures.freeze(list)).hasMessageContaining("does it contain itself?");
    }

    @Test
    void bindsNestedGenericRecordsBack() throws Exception {
        Plan plan = new Plan("p", List.of(STEP), Map.of("d", STEP), Optional.of("n"));
        Object bound = structures.binder(Plan.class).bind(structures.freeze(plan));
        assertThat(bound).isEqualTo(plan);
        Type listOfSteps = Plan.class.getRecordComponents()[1].getGenericType();
        assertThat(structures.binder(listOfSteps).bind(List.of(Map.of("name", "a", "number", 1))))
                .isEqualTo(List.of(new Step("a", 1, null, null)));
    }

    @Test
    void bindsARecordThatContainsItself() {
        Tree tree = new Tree("root", List.of(new Tree("leaf", List.of())));
        assertThat(structures.binder(Tree.class).bind(structures.freeze(tree))).isEqualTo(tree);
    }

    @Test
    void twoVersionsOfARecordMeet() {
        assertThat(structures.binder(StepOfOtherVersion.class).bind(STEP))
                .isEqualTo(new StepOfOtherVersion("Deploy", 3L, null));
    }

    @Test
    void takesBothSpellingsOfAName() {
        assertThat(structures.binder(StepOfOtherVersion.class).bind(Map.of("Name", "x", "Number", 1)))
                .isEqualTo(new StepOfOtherVersion("x", 1, null));
    }

    @Test
    void bindsBeansThroughJackson() {
        Dto dto = new Dto();
        dto.name = "n";
        dto.count = 2;
        dto.tags = List.of("t");
        Object frozen = structures.freeze(dto);
        assertThat(frozen).isEqualTo(Map.of("name", "n", "count", 2, "tags", List.of("t")));
        Dto back = (Dto) structures.binder(Dto.class).bind(frozen);
        assertThat(back).usingRecursiveComparison().isEqualTo(dto);
    }

    @Test
    void saysWhereAndWhatButNotWhichValue() {
        Map<String, Object> wrong = new LinkedHashMap<>();
        wrong.put("title", "t");
        wrong.put("steps", List.of(Map.of("name", "a", "number", "secret")));
        assertThatThrownBy(() -> structures.binder(Plan.class).bind(wrong))
                .isInstanceOf(BindException.class)
                .hasMessage("steps[0].number: expected a 32-bit integer, found a string");
    }

    @Test
    void numbersFitWhereTheyAreHeldExactly() {
        assertThat(structures.binder(int.class).bind(5L)).isEqualTo(5);
        assertThat(structures.binder(int.class).bind(5.0)).isEqualTo(5);
        assertThat(structures.binder(double.class).bind(5)).isEqualTo(5.0);
        assertThatThrownBy(() -> structures.binder(int.class).bind(5_000_000_000L))
                .isInstanceOf(BindException.class);
        assertThatThrownBy(() -> structures.binder(int.class).bind(5.5)).isInstanceOf(BindException.class);
        assertThatThrownBy(() -> structures.binder(int.class).bind("5")).isInstanceOf(BindException.class);
        assertThatThrownBy(() -> structures.binder(int.class).bind(null)).isInstanceOf(BindException.class);
    }

    @Test
    void enumsAreTheirNames() {
        assertThat(structures.binder(Level.class).bind("LOW")).isEqualTo(Level.LOW);
        assertThatThrownBy(() -> structures.binder(Level.class).bind("MIDDLE"))
                .hasMessage("expected one of HIGH, LOW, found another string");
    }

    @Test
    void forgettingAClassMakesItReadableAnew() {
        Object before = structures.freeze(STEP);
        structures.forget(Set.<Class<?>>of(Step.class)::contains);
        assertThat(structures.freeze(STEP)).isEqualTo(before);
    }
}
