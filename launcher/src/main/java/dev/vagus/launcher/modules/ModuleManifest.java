package dev.vagus.launcher.modules;

import java.io.IOException;
import java.nio.file.Path;
import java.util.jar.Attributes;
import java.util.jar.JarFile;
import java.util.jar.Manifest;
import org.osgi.framework.Constants;
import org.osgi.framework.Version;

/**
 * What the launcher needs from a jar's manifest.
 *
 * @param symbolicName the bundle symbolic name without directives
 * @param version the bundle version
 */
record ModuleManifest(String symbolicName, String version) {

    /**
     * @throws java.util.zip.ZipException if it is no complete jar
     * @throws NoModuleException if it is a jar and no bundle
     */
    static ModuleManifest read(Path jar) throws IOException, NoModuleException {
        try (JarFile file = new JarFile(jar.toFile(), false)) {
            Manifest manifest = file.getManifest();
            Attributes main = manifest == null ? new Attributes() : manifest.getMainAttributes();
            String symbolicName = main.getValue(Constants.BUNDLE_SYMBOLICNAME);
            if (symbolicName == null || symbolicName.isBlank()) {
                throw new NoModuleException("it is no OSGi bundle (its manifest has no Bundle-SymbolicName)");
            }
            return new ModuleManifest(symbolicName.split(";", 2)[0].strip(), version(main));
        }
    }

    private static String version(Attributes main) throws NoModuleException {
        String version = main.getValue(Constants.BUNDLE_VERSION);
        try {
            return version == null
                    ? "0.0.0"
                    : Version.parseVersion(version.strip()).toString();
        } catch (IllegalArgumentException e) {
            throw new NoModuleException("its Bundle-Version cannot be read: " + version);
        }
    }
}
