package dev.vagus.itests;

import static org.ops4j.pax.exam.CoreOptions.bootDelegationPackages;
import static org.ops4j.pax.exam.CoreOptions.bundle;
import static org.ops4j.pax.exam.CoreOptions.cleanCaches;
import static org.ops4j.pax.exam.CoreOptions.composite;
import static org.ops4j.pax.exam.CoreOptions.frameworkProperty;
import static org.ops4j.pax.exam.CoreOptions.junitBundles;
import static org.ops4j.pax.exam.CoreOptions.workingDirectory;

import java.io.File;
import org.ops4j.pax.exam.Option;

/** The bundles of the Felix in which a test runs: the platform, and all of Vagus. */
final class Felix {
    private static final File BUNDLES = new File("target/it-bundles");

    private Felix() {}

    /** The platform and every bundle of Vagus; no module. */
    static Option withVagus() {
        return composite(
                platform(),
                jar("org.osgi.service.event"),
                jar("jackson-annotations"),
                jar("jackson-core"),
                jar("jackson-databind"),
                jar("org.apache.felix.gogo.runtime"),
                jar("api"),
                jar("nimbus-jose-jwt"),
                jar("caffeine"),
                jar("security"),
                jar("bus"),
                jar("registry"),
                jar("breaker"),
                jar("jsr305"),
                jar("prometheus-metrics-config"),
                jar("prometheus-metrics-model"),
                jar("prometheus-metrics-exposition-textformats"),
                jar("metrics"),
                jar("events"),
                jar("shell"));
    }

    /** A bundle of target/it-bundles, by the name of its artifact. */
    static Option jar(String artifact) {
        return bundle(location(artifact));
    }

    /** Where the bundle of this artifact is. */
    static String location(String artifact) {
        File file = new File(BUNDLES, artifact + ".jar");
        if (!file.isFile()) {
            throw new IllegalStateException(file.getAbsolutePath() + " is missing: run the tests by 'mvn verify'");
        }
        return file.toURI().toString();
    }

    private static Option platform() {
        return composite(
                workingDirectory("target/exam-felix"),
                cleanCaches(),
                // The test's own libraries come from the class path; a bundle under test sees nothing else of it.
                frameworkProperty("org.osgi.framework.bundle.parent").value("app"),
                frameworkProperty("felix.bootdelegation.implicit").value("false"),
                bootDelegationPackages(
                        "org.assertj.*", "org.awaitility", "org.awaitility.*", "org.hamcrest", "org.hamcrest.*"),
                frameworkProperty("org.ops4j.pax.logging.DefaultServiceLog.level")
                        .value("WARN"),
                frameworkProperty("org.ops4j.pax.logging.StaticLogbackFile")
                        .value(new File("src/test/resources/logback-itests.xml").getAbsolutePath()),
                jar("pax-logging-api"),
                jar("pax-logging-logback"),
                jar("org.osgi.util.function"),
                jar("org.osgi.util.promise"),
                jar("org.osgi.service.component"),
                jar("org.apache.felix.configadmin"),
                jar("org.apache.felix.metatype"),
                jar("org.apache.felix.scr"),
                junitBundles());
    }
}
