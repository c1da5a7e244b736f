package dev.vagus.store.internal.component;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.vagus.events.EventQuery;
import dev.vagus.events.ModuleEvent;
import dev.vagus.module.TimeOrderedId;
import dev.vagus.spi.StoreException;
import dev.vagus.store.internal.engine.PostgresServer;
import java.lang.reflect.Proxy;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.osgi.framework.BundleContext;
import org.postgresql.osgi.PGDataSourceFactory;

/** The component with the DataSourceFactory of PostgreSQL's driver, configured as the README says. */
class PostgresConfigurationTest {
    @RegisterExtension
    static final PostgresServer SERVER = new PostgresServer();

    @TempDir
    private Path folder;

    @Test
    void theUrlTheUserAndAFileWithThePasswordAreEnough() throws Exception {
        StoreComponent store = store(PostgresServer.PASSWORD);
        ModuleEvent event = new ModuleEvent(
                TimeOrderedId.next().toString(), "Done", "Lab", "Runner", Instant.EPOCH, null, Map.of("Step", "one"));

        store.append(event).toCompletableFuture().get(20, TimeUnit.SECONDS);

        assertThat(store.query(EventQuery.ALL).events()).containsExactly(event);
        store.stop();
    }

    @Test
    void aWrongPasswordIsNamedAndNotShown() throws Exception {
        StoreComponent store = store("wrong-secret");

        assertThatThrownBy(() -> store.query(EventQuery.ALL))
                .isInstanceOf(StoreException.class)
                .message()
                .contains("password authentication failed for user \"" + PostgresServer.USER + "\"")
                .doesNotContain("secret");
        store.stop();
    }

    private StoreComponent store(String password) throws Exception {
        Path file = Files.writeString(folder.resolve("password"), password + "\n");
        BundleContext context = (BundleContext) Proxy.newProxyInstance(
                getClass().getClassLoader(),
                new Class<?>[] {BundleContext.class},
                (proxy, method, arguments) -> method.getName().equals("getProperty") ? folder.toString() : null);
        return new StoreComponent(
                context,
                new PGDataSourceFactory(),
                Map.of("url", SERVER.url(), "user", PostgresServer.USER, "password.file", file.toString()));
    }
}
