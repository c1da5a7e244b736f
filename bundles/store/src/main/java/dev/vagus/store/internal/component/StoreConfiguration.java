package dev.vagus.store.internal.component;

import org.osgi.service.metatype.annotations.AttributeDefinition;
import org.osgi.service.metatype.annotations.AttributeType;
import org.osgi.service.metatype.annotations.ObjectClassDefinition;

/** The configuration {@value Settings#PID}, as Metatype shows it. {@link Settings} reads it. */
@ObjectClassDefinition(name = "Vagus store", description = "Keeps the history of events and dead letters in a database")
@interface StoreConfiguration {
    /** {@code url}. */
    @AttributeDefinition(name = "URL", description = "The JDBC URL; empty for an H2 database in the store's own folder")
    String url() default "";

    /** {@code user}. */
    @AttributeDefinition(name = "User", description = "The database's user; empty for none")
    String user() default "";

    /** {@code password}. */
    @AttributeDefinition(
            name = "Password",
            description = "The user's password; better in a file or the environment",
            type = AttributeType.PASSWORD)
    String password() default "";

    /** {@code password.file}. */
    @AttributeDefinition(name = "Password file", description = "A file whose first line is the password")
    String password_file() default "";

    /** {@code password.env}. */
    @AttributeDefinition(name = "Password variable", description = "An environment variable that holds the password")
    String password_env() default "";

    /** {@code dataSourceFactory.target}. */
    @AttributeDefinition(
            name = "Driver",
            description = "A filter for the DataSourceFactory service, for example"
                    + " (osgi.jdbc.driver.class=org.postgresql.Driver)")
    String dataSourceFactory_target() default StoreComponent.H2;

    /** {@code queue.capacity}. */
    @AttributeDefinition(name = "Queue", description = "How many events may wait to be written", min = "1")
    int queue_capacity() default Settings.DEFAULT_QUEUE;

    /** {@code batch.size}. */
    @AttributeDefinition(name = "Batch", description = "How many events are committed at once at most", min = "1")
    int batch_size() default Settings.DEFAULT_BATCH;

    /** {@code history.events}. */
    @AttributeDefinition(
            name = "Events",
            description = "How many events are kept, looked at every minute; 0 for any number",
            min = "0")
    long history_events() default Settings.DEFAULT_EVENTS;

    /** {@code history.age.ms}. */
    @AttributeDefinition(
            name = "Age (ms)",
            description = "How old events may be, looked at every minute; 0 for any age",
            min = "0")
    long history_age_ms() default 0;

    /** {@code stop.deadline.ms}. */
    @AttributeDefinition(
            name = "Stop deadline (ms)",
            description = "How long a stop waits until what waits is written",
            min = "0")
    long stop_deadline_ms() default Settings.DEFAULT_STOP_DEADLINE_MS;
}
