package dev.vagus.metrics.internal.selftest;

import dev.vagus.metrics.SelfTestRow;
import dev.vagus.metrics.SelfTestRow.Result;
import dev.vagus.module.ErrorCategory;
import dev.vagus.module.ErrorRecord;
import dev.vagus.module.VagusException;
import dev.vagus.security.AccessRefusedException;
import java.time.Duration;

/** Makes a row of a check, whatever comes of it. */
final class Attempt {
    private Attempt() {}

    /**
     * Tries it on the calling thread.
     *
     * @throws InterruptedException when the thread is interrupted meanwhile
     */
    static SelfTestRow of(Check check, Scene scene) throws InterruptedException {
        long start = System.nanoTime();
        try {
            return row(check, Result.PASSED, start, check.body().run(scene));
        } catch (InterruptedException e) {
            throw e;
        } catch (CheckSkipped e) {
            return row(check, Result.SKIPPED, start, text(e));
        } catch (CheckFailed e) {
            return row(check, Result.FAILED, start, text(e));
        } catch (AccessRefusedException e) {
            return row(check, Result.SKIPPED, start, "not allowed: " + text(e));
        } catch (VagusException e) {
            requireNotCancelled(e);
            return row(
                    check, Result.FAILED, start, text(e) + " (" + e.category().label() + ')');
        } catch (Exception | LinkageError e) {
            return row(check, Result.FAILED, start, ErrorRecord.of(e).summary());
        }
    }

    /** Who waits in a call or request and is interrupted is told so by its failure. */
    private static void requireNotCancelled(VagusException e) throws InterruptedException {
        if (Thread.interrupted() || e.category() == ErrorCategory.CANCELLED) {
            throw new InterruptedException("the self-test was interrupted");
        }
    }

    private static SelfTestRow row(Check check, Result result, long start, String detail) {
        Duration took = Duration.ofNanos(System.nanoTime() - start);
        return new SelfTestRow(check.concern(), check.name(), result, took, detail);
    }

    private static String text(Exception e) {
        return String.valueOf(e.getMessage());
    }
}
