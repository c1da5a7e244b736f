package dev.vagus.store.internal.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.vagus.module.ErrorCategory;
import dev.vagus.module.TimeOrderedId;
import dev.vagus.spi.StoreException;
import dev.vagus.spi.StoredPosition;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What the store of positions does on each database. */
abstract class PositionStoreContract {
    private static final Duration PATIENCE = Duration.ofSeconds(5);
    private static final int MANY = 100;

    private TestDatabase database;
    private JdbcPositionStore store;

    /** An empty one. */
    abstract TestDatabase database() throws SQLException;

    @BeforeEach
    void start() throws SQLException {
        database = database();
        store = new JdbcPositionStore(database);
    }

    @AfterEach
    void stop() {
        store.stop(PATIENCE);
    }

    private static List<TimeOrderedId> ids(int count) {
        return Stream.generate(TimeOrderedId::next).limit(count).toList();
    }

    private static StoredPosition position(String module, String name) {
        return new StoredPosition(module, name, TimeOrderedId.next(), ids(1_000), ids(2));
    }

    @Test
    void whatWasSavedIsThereAfterARestart() {
        StoredPosition billing = position("Lab", "billing");
        StoredPosition other = position("Shop", "billing");
        StoredPosition empty =
                new StoredPosition("Lab", "\u00e4 '\"%", new TimeOrderedId(Long.MAX_VALUE), List.of(), List.of());
        store.save(List.of(billing, other), MANY);
        store.save(List.of(empty), MANY);
        store.stop(PATIENCE);
        store = new JdbcPositionStore(database);

        assertThat(store.read("Lab", "billing")).isEqualTo(billing);
        assertThat(store.read("Shop", "billing")).isEqualTo(other);
        assertThat(store.read("Lab", "\u00e4 '\"%")).isEqualTo(empty);
        assertThat(store.read("Shop", "Billing")).isNull();
    }

    @Test
    void theLastThatWasSavedHolds() {
        store.save(List.of(position("Lab", "billing")), MANY);
        StoredPosition later = position("Lab", "billing");
        store.save(List.of(later), MANY);
        store.save(List.of(), 0);

        assertThat(store.read("Lab", "billing")).isEqualTo(later);
    }

    @Test
    void whatWasSavedLongestAgoIsForgottenFirst() {
        store.save(List.of(position("Lab", "a"), position("Lab", "b"), position("Lab", "c")), 3);
        store.save(List.of(position("Lab", "a")), 3);
        store.save(List.of(position("Lab", "d")), 3);

        assertThat(Stream.of("a", "b", "c", "d").filter(name -> store.read("Lab", name) != null))
                .containsExactly("a", "c", "d");
    }

    @Test
    void aDatabaseThatComesBackIsUsedAgain() throws Exception {
        StoredPosition billing = position("Lab", "billing");
        store.save(List.of(billing), MANY);
        database.crash();
        assertThatThrownBy(() -> store.save(List.of(position("Lab", "billing")), MANY))
                .isInstanceOfSatisfying(
                        StoreException.class, e -> assertThat(e.category()).isEqualTo(ErrorCategory.UNAVAILABLE));
        assertThatThrownBy(() -> store.read("Lab", "billing")).isInstanceOf(StoreException.class);
        database.comeBack();

        assertThat(store.read("Lab", "billing")).isEqualTo(billing);
    }

    @Test
    void aNameThatTheDatabaseNeverTakesIsSaidToBeNotValid() {
        StoredPosition billing = position("Lab", "billing");
        assertThatThrownBy(() -> store.save(List.of(billing, position("Lab", "x".repeat(2_000))), MANY))
                .isInstanceOfSatisfying(
                        StoreException.class, e -> assertThat(e.category()).isEqualTo(ErrorCategory.VALIDATION));

        assertThat(store.read("Lab", "billing")).isNull();
    }
}
