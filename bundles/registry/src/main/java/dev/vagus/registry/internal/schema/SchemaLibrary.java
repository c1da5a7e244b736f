package dev.vagus.registry.internal.schema;

import java.util.Map;

/** The schema library, which need not be installed. */
final class SchemaLibrary {
    private SchemaLibrary() {}

    /**
     * The library's check of this schema.
     *
     * @param keyword why it is needed
     */
    static Check compile(Map<String, ?> schema, String keyword) {
        try {
            return LibraryCheck.of(schema);
        } catch (NoClassDefFoundError e) {
            throw new SchemaException("the schema keyword '" + keyword
                    + "' is checked by the bundle com.networknt.json-schema-validator, which is not installed:"
                    + " install it and refresh dev.vagus.registry, or do without the keyword");
        }
    }
}
