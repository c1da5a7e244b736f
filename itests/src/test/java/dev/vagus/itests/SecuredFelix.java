package dev.vagus.itests;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.util.Arrays;
import java.util.Map;
import java.util.PropertyPermission;
import java.util.function.UnaryOperator;
import org.apache.felix.framework.FrameworkFactory;
import org.apache.felix.framework.SecurityActivator;
import org.osgi.framework.AdminPermission;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleActivator;
import org.osgi.framework.BundleContext;
import org.osgi.framework.BundleException;
import org.osgi.framework.Constants;
import org.osgi.framework.PackagePermission;
import org.osgi.framework.ServicePermission;
import org.osgi.framework.ServiceReference;
import org.osgi.framework.launch.Framework;
import org.osgi.service.permissionadmin.PermissionAdmin;
import org.osgi.service.permissionadmin.PermissionInfo;

/** What {@link PermissionIT} runs in a JVM of its own with a security manager, which ends with an error unless all holds. */
final class SecuredFelix {
    /** Printed when every check has held. */
    static final String HELD = "every check held";

    private static final String VAGUS = "dev.vagus.security.VagusPermission";
    private static final String IMPORTS = "org.osgi.framework,dev.vagus.bus,dev.vagus.events,dev.vagus.module,"
            + "dev.vagus.registry,dev.vagus.security";
    private static final String[] DEEDS = {"call", "send", "publish"};
    private static final String[] BUNDLES = {
        "pax-logging-api",
        "org.osgi.util.function",
        "org.osgi.util.promise",
        "org.osgi.service.component",
        "org.osgi.service.event",
        "org.apache.felix.scr",
        "jackson-annotations",
        "jackson-core",
        "jackson-databind",
        "nimbus-jose-jwt",
        "caffeine",
        "api",
        "security",
        "bus",
        "registry",
        "events"
    };

    private final BundleContext context;
    private final PermissionAdmin permissions;

    private SecuredFelix(BundleContext context) {
        this.context = context;
        this.permissions = context.getService(context.getServiceReference(PermissionAdmin.class));
    }

    /** With the folder for the framework's data. */
    public static void main(String[] arguments) {
        int status = 1;
        try {
            run(arguments[0]);
            System.out.println(HELD);
            status = 0;
        } catch (Exception | LinkageError | AssertionError e) {
            e.printStackTrace();
        } finally {
            // Threads of the framework may be left.
            System.exit(status);
        }
    }

    private static void run(String data) throws Exception {
        Framework framework = new FrameworkFactory()
                .newFramework(Map.of(
                        Constants.FRAMEWORK_STORAGE,
                        data,
                        Constants.FRAMEWORK_SECURITY,
                        Constants.FRAMEWORK_SECURITY_OSGI,
                        "org.ops4j.pax.logging.DefaultServiceLog.level",
                        "ERROR"));
        framework.start();
        BundleContext context = framework.getBundleContext();
        context.installBundle(SecurityActivator.class
                .getProtectionDomain()
                .getCodeSource()
                .getLocation()
                .toString());
        for (String each : BUNDLES) {
            context.installBundle(Felix.location(each));
        }
        for (Bundle each : context.getBundles()) {
            if (each.getBundleId() != 0 && each.getHeaders().get(Constants.FRAGMENT_HOST) == null) {
                each.start();
            }
        }
        new SecuredFelix(context).check();
        framework.stop();
        framework.waitForStop(20_000);
    }

    private static PermissionInfo permission(Class<?> type, String name, String actions) {
        return new PermissionInfo(type.getName(), name, actions);
    }

    private static PermissionInfo vagus(String scope) {
        return new PermissionInfo(VAGUS, scope, "");
    }

    /** The operator that a module offers. */
    @SuppressWarnings("unchecked")
    private UnaryOperator<String> start(String name, Class<? extends BundleActivator> code) throws BundleException {
        Bundle module = ModuleJar.of(name)
                .header("Import-Package", IMPORTS)
                .activator(code)
                .with(Permitted.class)
                .start(context);
        for (ServiceReference<?> each : module.getRegisteredServices()) {
            if (context.getService(each) instanceof UnaryOperator<?> found) {
                return (UnaryOperator<String>) found;
            }
        }
        throw new AssertionError(name + " offers nothing");
    }

    /** A module with what any module needs, and these permissions. */
    private UnaryOperator<String> asking(String name, PermissionInfo... more) throws BundleException {
        permit(name, more);
        return start(name, Permitted.Asking.class);
    }

    private void permit(String name, PermissionInfo... more) {
        PermissionInfo[] usual = {
            permission(PackagePermission.class, "*", "import"),
            permission(ServicePermission.class, "dev.vagus.*", "get"),
            permission(ServicePermission.class, UnaryOperator.class.getName(), "register"),
            permission(PropertyPermission.class, "*", "read"),
            // For the log, whose loggers are made on the stack of whoever comes first, and for errors of calls.
            permission(AdminPermission.class, "*", "context,metadata"),
            permission(RuntimePermission.class, "getClassLoader", ""),
            new PermissionInfo("org.osgi.service.event.TopicPermission", "*", "publish,subscribe")
        };
        PermissionInfo[] all = Arrays.copyOf(usual, usual.length + more.length);
        System.arraycopy(more, 0, all, usual.length, more.length);
        permissions.setPermissions("itests:" + ModuleJar.symbolicName(name), all);
    }

    @SuppressWarnings("removal") // what is tried here is a security manager
    private void check() throws BundleException {
        assertThat(System.getSecurityManager()).isNotNull();
        UnaryOperator<String> lab = start("Lab", Permitted.Lab.class);
        UnaryOperator<String> allowed = asking(
                "Allowed",
                vagus("api:Lab.*"),
                vagus("bus:publish:Work"),
                vagus("bus:subscribe"),
                vagus("events:publish"));
        UnaryOperator<String> other = asking("Other", vagus("api:Till.*"), vagus("bus:publish:Other"));
        UnaryOperator<String> none = asking("None");

        assertThat(lab.apply("enable")).isEqualTo("on");
        for (String deed : DEEDS) {
            assertThat(allowed.apply(deed)).as(deed).isEqualTo("done");
            for (UnaryOperator<String> each : new UnaryOperator[] {other, none}) {
                assertThat(each.apply(deed))
                        .as(deed)
                        .startsWith("permission: ")
                        .contains("give that (" + VAGUS, Permitted.scope(deed));
            }
        }

        assertThat(lab.apply("send")).isEqualTo("done");
        await().untilAsserted(() -> assertThat(allowed.apply("heard")).isEqualTo("2"));
        assertThat(none.apply("heard")).isEqualTo("0");
        assertThat(other.apply("heard")).isEqualTo("0");

        permit("Allowed", vagus("bus:publish:Work"));
        assertThat(allowed.apply("call")).startsWith("permission: ");

        assertThat(lab.apply("disable")).isEqualTo("off");
        assertThat(none.apply("call")).isEqualTo("done");
    }
}
