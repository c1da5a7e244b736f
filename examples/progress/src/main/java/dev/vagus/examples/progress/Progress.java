package dev.vagus.examples.progress;

import dev.vagus.events.EventSubscriber;
import dev.vagus.events.ModuleEvent;
import dev.vagus.events.ModuleEventHandler;
import dev.vagus.examples.progress.ProgressReport.EndedStep;
import dev.vagus.registry.ApiModule;
import dev.vagus.registry.ApiOperation;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import org.osgi.service.component.annotations.Component;

/**
 * Hears the events {@code LabStep*} and answers {@code Progress.Report}. One component may do both. Immediate, because it
 * has state. Events come one at a time, calls come at any time, so that both take the lock.
 */
@Component(
        service = {ModuleEventHandler.class, Progress.class},
        immediate = true)
@EventSubscriber("LabStep*")
@ApiModule("Progress")
public final class Progress implements ModuleEventHandler {
    static final int LAST_STEPS = 20;

    private final Deque<EndedStep> lastSteps = new ArrayDeque<>();
    private long started;
    private long completed;
    private long failed;

    /** What the lab's steps came to. */
    @ApiOperation(name = "Report", description = "Report what the lab's steps came to", idempotent = true)
    public synchronized ProgressReport report() {
        // A step may have been started before this module was.
        long running = Math.max(0, started - completed - failed);
        return new ProgressReport(started, running, completed, failed, List.copyOf(lastSteps));
    }

    @Override
    public synchronized void onEvent(ModuleEvent event) {
        switch (event.name()) {
            case "LabStepStarted" -> started++;
            case "LabStepCompleted" -> {
                completed++;
                ended(event, "completed in " + event.data().get("Duration") + " ms");
            }
            case "LabStepFailed" -> {
                failed++;
                ended(event, "failed: " + event.data().get("Error"));
            }
            default -> {
                // Another event of that pattern, from a later version of the lab, tells nothing about progress.
            }
        }
    }

    private void ended(ModuleEvent event, String outcome) {
        String stepName = String.valueOf(event.data().get("StepName"));
        lastSteps.addFirst(new EndedStep(stepName, outcome, event.timestamp().toString()));
        if (lastSteps.size() > LAST_STEPS) {
            lastSteps.removeLast();
        }
    }
}
