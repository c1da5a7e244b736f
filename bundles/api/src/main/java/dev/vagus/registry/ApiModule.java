package dev.vagus.registry;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.osgi.service.component.annotations.ComponentPropertyType;

/**
 * Makes every {@link ApiOperation} method of a component an operation of this module. It becomes the service property
 * {@value #PROPERTY}, under which the component is found whatever its service type is; a component must have one
 * ({@code @Component(service = LabRunner.class)}).
 */
@ComponentPropertyType
@RequireApiRegistry
@Retention(RetentionPolicy.CLASS)
@Target(ElementType.TYPE)
public @interface ApiModule {
    /** The prefix of the service property. */
    String PREFIX_ = "vagus.";

    /** The service property that this annotation sets. */
    String PROPERTY = "vagus.api.module";

    /**
     * The module's name: letters, digits, {@code _ -}, starting with a letter. It belongs to the first bundle that
     * registers under it, until that bundle is uninstalled.
     */
    String value();
}
