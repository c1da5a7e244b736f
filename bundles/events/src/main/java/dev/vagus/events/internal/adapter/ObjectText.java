package dev.vagus.events.internal.adapter;

import java.time.Instant;
import java.util.Arrays;
import java.util.Date;
import org.osgi.framework.Bundle;
import org.osgi.framework.Constants;
import org.osgi.framework.ServiceReference;
import org.osgi.framework.Version;

/**
 * What the history keeps of an object that is no structure: a text, or a time for a date. Of an object whose class is
 * neither the JDK's nor known here it is the name of the class, since no code of others is run to tell more.
 */
public final class ObjectText {
    private static final Module JDK = Object.class.getModule();

    private ObjectText() {}

    /** The text of it. */
    public static Object of(Object object) {
        if (object instanceof Bundle bundle) {
            return bundle.getSymbolicName() + " [" + bundle.getBundleId() + "]";
        }
        if (object instanceof ServiceReference<?> reference) {
            return "service " + reference.getProperty(Constants.SERVICE_ID) + " "
                    + Arrays.toString((Object[]) reference.getProperty(Constants.OBJECTCLASS));
        }
        if (object instanceof Throwable error) {
            return error.getClass().getName() + ": " + error.getMessage();
        }
        if (object instanceof Date date) {
            return Instant.ofEpochMilli(date.getTime());
        }
        if (object instanceof Version || object.getClass().getModule().equals(JDK)) {
            return object.toString();
        }
        return object.getClass().getName();
    }
}
