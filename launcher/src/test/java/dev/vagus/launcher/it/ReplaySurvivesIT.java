package dev.vagus.launcher.it;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Handlers hear what processes before published, more than the memory of one holds; a named one goes on where it left off. */
class ReplaySurvivesIT {
    @TempDir
    private Path folder;

    private Home home;

    @BeforeEach
    void empty() {
        home = new Home(folder);
    }

    @Test
    void afterCleanStopsANamedHandlerHearsEachEventOnceAndAnotherOneAllOfThem() throws Exception {
        ticks(1, 2_500);
        hears("book", "billing");
        try (VagusProcess vagus = home.startUp()) {
            awaitHeard("book", 2_500);
            vagus.terminate();
        }
        Files.delete(home.module("book.jar"));
        ticks(2_501, 5_200);
        try (VagusProcess vagus = home.startUp()) {
            Home.await("ticks", () -> home.recorded().contains("ticked 5200"));
            vagus.terminate();
        }
        hears("book", "billing");
        hears("late", null);
        ticks(5_201, 5_210);
        try (VagusProcess vagus = home.startUp()) {
            awaitHeard("book", 5_210);
            awaitHeard("late", 5_210);
            vagus.terminate();
            assertThat(vagus.err()).isEmpty();
        }
        try (VagusProcess vagus = home.startUp()) {
            Home.await(
                    "ticks",
                    () -> home.recorded().stream().filter("ticked 5210"::equals).count() == 2);
            awaitHeard("book", 5_220);
            vagus.terminate();
        }

        assertThat(heard("book").subList(0, 5_210)).isEqualTo(numbers(5_210));
        assertThat(heard("book").subList(5_210, heard("book").size()))
                .isEqualTo(IntStream.rangeClosed(5_201, 5_210).boxed().toList());
        assertThat(heard("late").subList(0, 5_210)).isEqualTo(numbers(5_210));
    }

    @Test
    void afterAKillANamedHandlerHearsEachEventAtLeastOnce() throws Exception {
        ticks(1, 3_000);
        hears("book", "billing");
        try (VagusProcess vagus = home.startUp()) {
            Home.await(
                    "ticks",
                    () -> home.recorded().contains("ticked 3000")
                            && !heard("book").isEmpty());
            vagus.kill();
        }
        Files.delete(home.module("ticks.jar"));
        try (VagusProcess vagus = home.startUp()) {
            Home.await("all", () -> heard("book").stream().distinct().count() == 3_000);
            vagus.terminate();
        }

        assertThat(heard("book")).containsAll(numbers(3_000)).doesNotContain(0, 3_001);
    }

    private void ticks(int from, int to) throws IOException {
        home.newModule("ticks", "1.0." + from)
                .header("Bundle-Activator", TickingActivator.class.getName())
                .header("Test-From", String.valueOf(from))
                .header("Test-To", String.valueOf(to))
                .withClass(TickingActivator.class)
                .importing("dev.vagus.events")
                .moveTo(home.module("ticks.jar"));
    }

    private void hears(String name, String position) throws IOException {
        TestModule module = home.newModule(name, "1.0.0")
                .header("Bundle-Activator", HearingActivator.class.getName())
                .withClass(HearingActivator.class)
                .importing("dev.vagus.events");
        if (position != null) {
            module.header("Test-Position", position);
        }
        module.moveTo(home.module(name + ".jar"));
    }

    private void awaitHeard(String name, int count) {
        Home.await(name + " to hear " + count, () -> heard(name).size() >= count);
    }

    private List<Integer> heard(String name) throws IOException {
        return home.recorded().stream()
                .filter(line -> line.startsWith(name + " "))
                .map(line -> Integer.valueOf(line.substring(name.length() + 1)))
                .toList();
    }

    private static List<Integer> numbers(int to) {
        return IntStream.rangeClosed(1, to).boxed().toList();
    }
}
