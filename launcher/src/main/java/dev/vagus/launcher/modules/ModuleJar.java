package dev.vagus.launcher.modules;

import java.nio.file.Path;

/**
 * A steady jar of the modules folder that is a bundle, with the copy of its content that is installed from.
 *
 * @param file where the user put it
 * @param arrived when it came into the folder
 * @param symbolicName its bundle symbolic name
 * @param content its content
 */
record ModuleJar(Path file, long arrived, String symbolicName, ModuleContent content) {
    String fileName() {
        return String.valueOf(file.getFileName());
    }
}
