package dev.vagus.itests;

import static org.ops4j.pax.exam.CoreOptions.bundle;
import static org.ops4j.pax.exam.CoreOptions.composite;
import static org.ops4j.pax.exam.CoreOptions.vmOptions;
import static org.ops4j.pax.exam.karaf.options.KarafDistributionOption.configureConsole;
import static org.ops4j.pax.exam.karaf.options.KarafDistributionOption.editConfigurationFilePut;
import static org.ops4j.pax.exam.karaf.options.KarafDistributionOption.features;
import static org.ops4j.pax.exam.karaf.options.KarafDistributionOption.karafDistributionConfiguration;
import static org.ops4j.pax.exam.karaf.options.KarafDistributionOption.keepRuntimeFolder;

import java.io.File;
import java.util.ArrayList;
import java.util.List;
import org.ops4j.pax.exam.Option;

/** A stock Karaf in which features of the reactor are installed. */
final class Karaf {
    private static final String VERSION = System.getProperty("karaf.version", "");
    private static final File REPOSITORY = new File("target/it-repo");

    private Karaf() {}

    /** The distribution of Maven Central with these features of ours. */
    static Option withFeatures(String... names) {
        String reactor = REPOSITORY.getAbsoluteFile().toURI() + "@id=reactor@snapshots";
        return composite(
                karafDistributionConfiguration()
                        .frameworkUrl(
                                new File("target/apache-karaf.tar.gz").toURI().toString())
                        .karafVersion(VERSION)
                        .name("Apache Karaf")
                        .unpackDirectory(new File("target/exam-karaf"))
                        .useDeployFolder(false),
                keepRuntimeFolder(),
                configureConsole().ignoreLocalConsole().ignoreRemoteShell(),
                editConfigurationFilePut(
                        "etc/org.ops4j.pax.url.mvn.cfg",
                        "org.ops4j.pax.url.mvn.defaultRepositories",
                        "file:${karaf.home}/${karaf.default.repository}@id=system.repository@snapshots," + reactor),
                features(featuresXml(), names),
                library("hamcrest"),
                library("awaitility"),
                library("byte-buddy"),
                library("assertj-core"),
                vmOptions(javaOptions()));
    }

    private static Option library(String artifact) {
        return bundle(
                new File("target/it-libraries/" + artifact + ".jar").toURI().toString());
    }

    private static String featuresXml() {
        String version = System.getProperty("project.version", "");
        String path = "dev/vagus/features/" + version + "/features-" + version + "-features.xml";
        return new File(REPOSITORY, path).toURI().toString();
    }

    /** What bin/karaf gives the JVM. */
    private static String[] javaOptions() {
        List<String> options = new ArrayList<>(List.of(
                "--add-reads=java.xml=java.logging",
                "--add-exports=java.base/org.apache.karaf.specs.locator=java.xml,ALL-UNNAMED",
                "--patch-module",
                "java.base=lib/endorsed/org.apache.karaf.specs.locator-" + VERSION + ".jar",
                "--patch-module",
                "java.xml=lib/endorsed/org.apache.karaf.specs.java.xml-" + VERSION + ".jar"));
        for (String opened : List.of(
                "java.base/java.security",
                "java.base/java.net",
                "java.base/java.lang",
                "java.base/java.util",
                "java.naming/javax.naming.spi",
                "java.rmi/sun.rmi.transport.tcp")) {
            options.addAll(List.of("--add-opens", opened + "=ALL-UNNAMED"));
        }
        for (String exported : List.of(
                "java.base/sun.net.www.protocol.file",
                "java.base/sun.net.www.protocol.ftp",
                "java.base/sun.net.www.protocol.http",
                "java.base/sun.net.www.protocol.https",
                "java.base/sun.net.www.protocol.jar",
                "java.base/sun.net.www.content.text",
                "jdk.naming.rmi/com.sun.jndi.url.rmi",
                "java.rmi/sun.rmi.registry")) {
            options.add("--add-exports=" + exported + "=ALL-UNNAMED");
        }
        return options.toArray(String[]::new);
    }
}
