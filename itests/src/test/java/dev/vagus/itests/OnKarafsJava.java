package dev.vagus.itests;

import org.junit.AssumptionViolatedException;
import org.junit.runner.Description;
import org.junit.runner.Runner;
import org.junit.runner.notification.Failure;
import org.junit.runner.notification.RunNotifier;
import org.junit.runners.model.InitializationError;
import org.ops4j.pax.exam.junit.PaxExam;

/** Runs a class by Pax Exam where Karaf can run, and says why it skips it elsewhere. */
public final class OnKarafsJava extends Runner {
    /** Karaf 4.4.10 needs Subject.getSubject, which later ones refuse. */
    private static final int LAST_JAVA = 17;

    private final Class<?> test;
    private final Runner delegate;

    public OnKarafsJava(Class<?> test) throws InitializationError {
        this.test = test;
        this.delegate = canRun() ? new PaxExam(test) : null;
    }

    private static boolean canRun() {
        return Runtime.version().feature() <= LAST_JAVA;
    }

    @Override
    public Description getDescription() {
        return delegate == null ? Description.createSuiteDescription(test) : delegate.getDescription();
    }

    @Override
    public void run(RunNotifier notifier) {
        if (delegate != null) {
            delegate.run(notifier);
            return;
        }
        Description skipped = Description.createTestDescription(test, "everything");
        notifier.fireTestStarted(skipped);
        notifier.fireTestAssumptionFailed(new Failure(
                skipped,
                new AssumptionViolatedException("Karaf 4.4 runs on Java " + LAST_JAVA + ", this is Java "
                        + Runtime.version().feature())));
        notifier.fireTestFinished(skipped);
    }
}
