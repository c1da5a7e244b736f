package dev.vagus.events.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.lang.reflect.Proxy;
import java.nio.file.Path;
import java.util.Collections;
import java.util.Enumeration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.osgi.framework.Bundle;
import org.osgi.framework.Constants;
import org.osgi.framework.ServiceReference;
import org.osgi.framework.ServiceRegistration;
import org.osgi.service.event.Event;
import org.osgi.service.event.EventHandler;
import org.osgi.service.log.LogEntry;
import org.osgi.service.log.LogListener;
import org.osgi.service.log.LogReaderService;

/** Entries of a log become events, unless the log posts them itself. */
class LogEntriesIT {
    private static final String TOPIC = "org/osgi/service/log/LogEntry/";

    @TempDir
    private Path storage;

    private TestFramework framework;
    private final List<Event> heard = new CopyOnWriteArrayList<>();
    private final FakeLog log = new FakeLog();

    /** A log without entries that tells its listeners what it is told. */
    private static final class FakeLog implements LogReaderService {
        private final List<LogListener> listeners = new CopyOnWriteArrayList<>();

        @Override
        public void addLogListener(LogListener listener) {
            listeners.add(listener);
        }

        @Override
        public void removeLogListener(LogListener listener) {
            listeners.remove(listener);
        }

        @Override
        public Enumeration<LogEntry> getLog() {
            return Collections.emptyEnumeration();
        }
    }

    @BeforeEach
    void start() throws Exception {
        framework = new TestFramework(storage);
        TestFramework.register(framework.framework(), EventHandler.class, heard::add, "event.topics", TOPIC + "*");
    }

    @AfterEach
    void stop() throws Exception {
        framework.close();
    }

    private static LogEntry entry(Map<String, Object> answers) {
        return (LogEntry) Proxy.newProxyInstance(
                LogEntry.class.getClassLoader(),
                new Class<?>[] {LogEntry.class},
                (self, method, arguments) -> answers.get(method.getName()));
    }

    @ParameterizedTest
    @CsvSource({"1,LOG_ERROR", "2,LOG_WARNING", "3,LOG_INFO", "4,LOG_DEBUG", "0,LOG_OTHER", "5,LOG_OTHER"})
    void anEntryIsPostedWithAllThatItSays(int level, String type) {
        Bundle module = framework.startModule("test.log");
        ServiceReference<LogReaderService> service =
                TestFramework.register(module, LogReaderService.class, log).getReference();
        LogEntry entry = entry(Map.of(
                "getLevel",
                level,
                "getMessage",
                "too hot",
                "getTime",
                99L,
                "getBundle",
                module,
                "getException",
                new IllegalStateException("burnt"),
                "getServiceReference",
                service));

        log.listeners.forEach(listener -> listener.logged(entry));

        await().untilAsserted(() -> assertThat(heard).hasSize(1));
        Event event = heard.get(0);
        assertThat(event.getTopic()).isEqualTo(TOPIC + type);
        assertThat(event.getProperty("log.entry")).isSameAs(entry);
        Map.of(
                        "log.level",
                        level,
                        "message",
                        "too hot",
                        "timestamp",
                        99L,
                        "bundle",
                        module,
                        "bundle.id",
                        module.getBundleId(),
                        "bundle.symbolicName",
                        "test.log",
                        "exception.class",
                        "java.lang.IllegalStateException",
                        "exception.message",
                        "burnt",
                        "service",
                        service)
                .forEach((name, value) ->
                        assertThat(event.getProperty(name)).as(name).isEqualTo(value));
    }

    @Test
    void anEntryThatSaysLittleIsPostedToo() {
        TestFramework.register(framework.startModule("test.log"), LogReaderService.class, log);

        log.listeners.forEach(listener -> listener.logged(entry(Map.of("getLevel", 3, "getTime", 1L))));

        await().untilAsserted(() -> assertThat(heard).hasSize(1));
        assertThat(heard.get(0).getPropertyNames())
                .containsExactlyInAnyOrder("event.topics", "log.entry", "log.level", "message", "timestamp");
    }

    @ParameterizedTest
    @ValueSource(strings = {Constants.IMPORT_PACKAGE, Constants.DYNAMICIMPORT_PACKAGE})
    void aLogThatKnowsTheEventAdminIsLeftToPostItsEntries(String header) {
        Bundle module = framework.startModule("test.log", header, "org.osgi.service.event");

        TestFramework.register(module, LogReaderService.class, log);

        assertThat(log.listeners).isEmpty();
    }

    @Test
    void aLogIsFollowedAsLongAsItIsThereAndNoOtherEventAdminIs() throws Exception {
        Bundle module = framework.startModule("test.log");
        ServiceRegistration<LogReaderService> registration =
                TestFramework.register(module, LogReaderService.class, log);
        assertThat(ours()).hasSize(1);

        Bundle other = framework.installClassPathBundle(org.apache.felix.eventadmin.impl.Activator.class);
        other.start();
        assertThat(ours()).isEmpty();
        other.stop();
        assertThat(ours()).hasSize(1);
        registration.unregister();
        assertThat(ours()).isEmpty();
    }

    private List<LogListener> ours() {
        return log.listeners.stream()
                .filter(listener -> listener.getClass().getName().startsWith("dev.vagus."))
                .toList();
    }
}
