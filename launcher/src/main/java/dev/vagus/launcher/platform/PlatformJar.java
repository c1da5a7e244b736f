package dev.vagus.launcher.platform;

import java.io.BufferedReader;
import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;

/** {@code vagus.jar} as the source of the bundles that {@code bundles.lst} in it names. */
final class PlatformJar implements Closeable {
    private final ZipFile jar;

    PlatformJar(Path jar) throws IOException {
        this.jar = new ZipFile(jar.toFile());
    }

    List<PlatformBundle> bundles() throws IOException {
        List<PlatformBundle> bundles = new ArrayList<>();
        try (BufferedReader lines = new BufferedReader(
                new InputStreamReader(jar.getInputStream(entry("bundles.lst")), StandardCharsets.UTF_8))) {
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                if (!line.isBlank() && !line.startsWith("#")) {
                    bundles.add(bundle(List.of(line.strip().split("\\s+"))));
                }
            }
        }
        return bundles;
    }

    InputStream open(PlatformBundle bundle) throws IOException {
        return jar.getInputStream(entry(bundle.entry()));
    }

    private PlatformBundle bundle(List<String> fields) throws IOException {
        PlatformBundle bundle = new PlatformBundle(
                fields.get(1), Integer.parseInt(fields.get(0)), fields.size() > 2 ? fields.get(2) : "", "");
        ZipEntry entry = entry(bundle.entry());
        String fingerprint = Long.toHexString(entry.getCrc()) + "-" + entry.getSize();
        return new PlatformBundle(bundle.name(), bundle.startLevel(), bundle.occasion(), fingerprint);
    }

    private ZipEntry entry(String name) throws IOException {
        ZipEntry entry = jar.getEntry(name);
        if (entry == null) {
            throw new IOException(jar.getName() + " holds no " + name);
        }
        return entry;
    }

    @Override
    public void close() throws IOException {
        jar.close();
    }
}
