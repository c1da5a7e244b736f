package dev.vagus.examples.labrunner;

import java.util.List;
import java.util.Map;

/** What the lab can do. */
public interface Steps {
    /**
     * The actions that a step consists of, in the order in which they are taken.
     *
     * @throws UnknownStepException when the lab has no step of that name
     */
    List<String> actions(String stepName, Map<String, Object> parameters);

    /** What a step is once all of its actions have been taken. */
    String statusWhenDone();
}
