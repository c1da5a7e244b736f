package dev.vagus.store.internal.component;

import dev.vagus.events.EventPage;
import dev.vagus.events.EventQuery;
import dev.vagus.events.ModuleEvent;
import dev.vagus.module.TimeOrderedId;
import dev.vagus.spi.DeadLetterStore;
import dev.vagus.spi.HistoryStore;
import dev.vagus.spi.PayloadCipher;
import dev.vagus.spi.PositionStore;
import dev.vagus.spi.StoredLetter;
import dev.vagus.spi.StoredPosition;
import dev.vagus.store.internal.engine.JdbcDeadLetterStore;
import dev.vagus.store.internal.engine.JdbcHistoryStore;
import dev.vagus.store.internal.engine.JdbcPositionStore;
import dev.vagus.store.internal.engine.Sealing;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;
import org.osgi.framework.BundleContext;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ReferenceCardinality;
import org.osgi.service.component.annotations.ReferencePolicy;
import org.osgi.service.component.annotations.ReferencePolicyOption;
import org.osgi.service.jdbc.DataSourceFactory;
import org.osgi.service.metatype.annotations.Designate;

/**
 * The store as a service, while there is a driver for its database. A changed configuration ends it and begins another:
 * what waits is written before.
 */
@Component(
        service = {HistoryStore.class, DeadLetterStore.class, PositionStore.class},
        immediate = true,
        configurationPid = Settings.PID)
@Designate(ocd = StoreConfiguration.class)
public final class StoreComponent implements HistoryStore, DeadLetterStore, PositionStore {
    /** The driver that is used when the configuration names no other. */
    static final String H2 = "(osgi.jdbc.driver.class=org.h2.Driver)";

    /** The framework property with the folder of the embedded database. */
    private static final String FOLDER = "dev.vagus.store.dir";

    private final DataSourceFactory driver;
    private final Settings settings;
    private final JdbcHistoryStore store;
    private final JdbcDeadLetterStore letters;
    private final JdbcPositionStore positions;
    private final Sealing sealing = new Sealing();

    /** Begins. The database is opened by the first event or query. */
    @Activate
    public StoreComponent(
            BundleContext context,
            @Reference(name = "dataSourceFactory", target = H2) DataSourceFactory driver,
            Map<String, Object> configuration) {
        this.driver = driver;
        String folder = context.getProperty(FOLDER);
        settings = Settings.read(
                configuration,
                folder != null ? Path.of(folder) : context.getDataFile("").toPath());
        store = new JdbcHistoryStore(
                this::connect, settings.bounds(), System::nanoTime, System::currentTimeMillis, sealing);
        letters = new JdbcDeadLetterStore(this::connect, sealing);
        positions = new JdbcPositionStore(this::connect);
        store.start();
    }

    /** What encrypts has come, or a better one. */
    @Reference(
            cardinality = ReferenceCardinality.OPTIONAL,
            policy = ReferencePolicy.DYNAMIC,
            policyOption = ReferencePolicyOption.GREEDY,
            unbind = "removeCipher")
    void addCipher(PayloadCipher cipher) {
        sealing.cipher(cipher);
    }

    void removeCipher(PayloadCipher cipher) {
        sealing.without(cipher);
    }

    private Connection connect() throws SQLException {
        try {
            return driver.createDataSource(settings.forDriver()).getConnection();
        } catch (IOException e) {
            throw new SQLException("the file with the password of the store's database cannot be read", e);
        }
    }

    /** Ends: what waits is written until the deadline. */
    @Deactivate
    void stop() {
        letters.stop(settings.bounds().stopDeadline());
        positions.stop(settings.bounds().stopDeadline());
        store.stop();
    }

    @Override
    public CompletionStage<?> append(ModuleEvent event) {
        return store.append(event);
    }

    @Override
    public EventPage query(EventQuery query) {
        return store.query(query);
    }

    @Override
    public long clear(EventQuery which) {
        return store.clear(which);
    }

    @Override
    public List<StoredLetter> open(int most) {
        return letters.open(most);
    }

    @Override
    public void write(List<StoredLetter> added, Collection<TimeOrderedId> removed) {
        letters.write(added, removed);
    }

    @Override
    public @Nullable StoredPosition read(String module, String name) {
        return positions.read(module, name);
    }

    @Override
    public void save(Collection<StoredPosition> moved, int most) {
        positions.save(moved, most);
    }
}
