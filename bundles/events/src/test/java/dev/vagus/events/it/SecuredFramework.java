package dev.vagus.events.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.vagus.events.EventPublisher;
import dev.vagus.events.ModuleEventHandler;
import dev.vagus.events.it.secured.Hearer;
import dev.vagus.events.it.secured.Poster;
import dev.vagus.events.it.secured.Publisher;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.PropertyPermission;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;
import org.apache.felix.framework.SecurityActivator;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleActivator;
import org.osgi.framework.BundleException;
import org.osgi.framework.Constants;
import org.osgi.framework.PackagePermission;
import org.osgi.framework.ServicePermission;
import org.osgi.service.event.EventHandler;
import org.osgi.service.event.TopicPermission;
import org.osgi.service.permissionadmin.PermissionAdmin;
import org.osgi.service.permissionadmin.PermissionInfo;

/** What {@link SecurityIT} runs in a JVM of its own, which ends with an error unless every check holds. */
final class SecuredFramework {
    /** Printed when every check has held. */
    static final String HELD = "every check held";

    private static final PermissionInfo IMPORT = permission(PackagePermission.class, "*", "import");

    private final TestFramework framework;
    private final PermissionAdmin permissions;
    private final List<String> heard = new CopyOnWriteArrayList<>();

    private SecuredFramework(TestFramework framework) {
        this.framework = framework;
        permissions = TestFramework.service(framework.framework(), PermissionAdmin.class);
    }

    /** With the folder for the framework's data. */
    public static void main(String[] arguments) throws Exception {
        Map<String, String> secured = Map.of(Constants.FRAMEWORK_SECURITY, Constants.FRAMEWORK_SECURITY_OSGI);
        try (TestFramework framework = new TestFramework(Path.of(arguments[0]), secured, SecurityActivator.class)) {
            new SecuredFramework(framework).check();
        }
        System.out.println(HELD);
        System.exit(0);
    }

    private static PermissionInfo permission(Class<?> type, String name, String actions) {
        return new PermissionInfo(type.getName(), name, actions);
    }

    private Bundle start(String name, Class<? extends BundleActivator> activator, PermissionInfo... allowed)
            throws BundleException {
        String location = "test:" + name;
        PermissionInfo[] all = Arrays.copyOf(allowed, allowed.length + 1);
        all[allowed.length] = IMPORT;
        permissions.setPermissions(location, all);
        String[] headers = {
            Constants.BUNDLE_ACTIVATOR,
            activator.getName(),
            Constants.IMPORT_PACKAGE,
            "org.osgi.framework,org.osgi.service.event,dev.vagus.events,dev.vagus.module"
        };
        Bundle bundle = framework
                .context()
                .installBundle(
                        location, TestFramework.jar(name, headers, activator, Poster.Step.class, Publisher.Plan.class));
        bundle.start();
        return bundle;
    }

    private void hearer(String name, PermissionInfo... more) throws BundleException {
        PermissionInfo[] all = Arrays.copyOf(more, more.length + 3);
        all[more.length] = permission(ServicePermission.class, EventHandler.class.getName(), "register");
        all[more.length + 1] = permission(ServicePermission.class, Consumer.class.getName(), "get");
        all[more.length + 2] = permission(PropertyPermission.class, Hearer.SECRET, "read");
        start(name, Hearer.class, all);
    }

    @SuppressWarnings("unchecked")
    private UnaryOperator<String> poster() throws BundleException {
        Bundle poster = start(
                "poster",
                Poster.class,
                permission(ServicePermission.class, "org.osgi.service.event.EventAdmin", "get"),
                permission(ServicePermission.class, UnaryOperator.class.getName(), "register"),
                permission(TopicPermission.class, "allowed/*", "publish"),
                permission(TopicPermission.class, "dev/vagus/event/*", "publish"));
        return framework.serviceOf(poster, UnaryOperator.class);
    }

    @SuppressWarnings("unchecked")
    private UnaryOperator<String> publisher() throws BundleException {
        Bundle publisher = start(
                "publisher",
                Publisher.class,
                permission(ServicePermission.class, EventPublisher.class.getName(), "get"),
                permission(ServicePermission.class, UnaryOperator.class.getName(), "register"),
                permission(TopicPermission.class, "dev/vagus/event/Events/*", "publish"));
        return framework.serviceOf(publisher, UnaryOperator.class);
    }

    @SuppressWarnings("removal") // what is tried here is a security manager
    private void check() throws BundleException {
        assertThat(System.getSecurityManager()).isNotNull();
        TestFramework.register(framework.framework(), Consumer.class, (Consumer<String>) heard::add);
        hearer("hearer", permission(TopicPermission.class, "allowed/heard", "subscribe"));
        hearer("deaf");
        List<String> all = new CopyOnWriteArrayList<>();
        TestFramework.register(
                framework.framework(),
                EventHandler.class,
                event -> all.add(event.getTopic()),
                "event.topics",
                new String[] {"allowed/*", "forbidden/*"});
        UnaryOperator<String> poster = poster();

        assertThat(poster.apply("send allowed/heard")).isEmpty();
        assertThat(heard)
                .as("the handler is fetched on the sender's stack, with more rights than the sender has")
                .containsExactly("secret allowed/heard");
        assertThat(poster.apply("post allowed/heard")).isEmpty();
        await().untilAsserted(() -> assertThat(heard).hasSize(2).containsOnly("secret allowed/heard"));

        assertThat(poster.apply("send allowed/unheard")).isEmpty();
        assertThat(poster.apply("send forbidden/a")).contains("TopicPermission", "forbidden/a", "publish");
        assertThat(poster.apply("post forbidden/a")).contains("TopicPermission", "forbidden/a", "publish");
        assertThat(poster.apply("post allowed/last")).isEmpty();
        await().untilAsserted(() ->
                assertThat(all).containsExactly("allowed/heard", "allowed/heard", "allowed/unheard", "allowed/last"));
        assertThat(heard)
                .as("without the permission to subscribe nothing is heard")
                .hasSize(2);

        List<String> names = new CopyOnWriteArrayList<>();
        TestFramework.register(
                framework.framework(),
                ModuleEventHandler.class,
                event -> names.add(event.name() + event.data()),
                "vagus.event.subscriber",
                "Step*");
        assertThat(poster.apply("post dev/vagus/event/Events/StepDone")).isEmpty();
        await().untilAsserted(() -> assertThat(names).containsExactly("StepDone{step={name=first}}"));
        names.clear();
        checkPublisher(names);
    }

    private void checkPublisher(List<String> names) throws BundleException {
        UnaryOperator<String> publisher = publisher();

        assertThat(publisher.apply("map StepOfMap")).isEmpty();
        assertThat(publisher.apply("record StepOfRecord")).isEmpty();
        assertThat(publisher.apply("channel StepForbidden"))
                .contains("TopicPermission", "dev/vagus/event/Forbidden/StepForbidden", "publish");

        assertThat(publisher.apply("map StepLast")).isEmpty();
        await().untilAsserted(() -> assertThat(names)
                .containsExactly(
                        "StepOfMap{step={name=first}}",
                        "StepOfRecord{step={name=first}}",
                        "StepLast{step={name=first}}"));
    }
}
