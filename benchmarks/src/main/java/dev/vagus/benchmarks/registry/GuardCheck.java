package dev.vagus.benchmarks.registry;

import java.time.Duration;
import java.util.Map;

/** Shows after a measurement that every guard was there: each must refuse what it should before it comes to the lab. */
final class GuardCheck {
    /** So many failures open the breaker of everybody: ten in a row, or half of the last hundred. */
    private static final int FAILURES_TO_OPEN = 100;

    private static final Map<String, Object> GOOD = Steps.of("DeployVM", 3);
    private static final Duration LIFETIME = Duration.ofHours(1);

    private final Stack stack;
    private final LabRunner lab;

    private GuardCheck(Stack stack, LabRunner lab) {
        this.stack = stack;
        this.lab = lab;
    }

    /**
     * Tries them out; the breaker is open then.
     *
     * @throws IllegalStateException when one is missing
     */
    static void of(Stack stack, Surroundings surroundings) {
        VerifiedTokens tokens = surroundings.tokens();
        String good = tokens.issue(LIFETIME, LabRunner.SCOPE);
        GuardCheck check = new GuardCheck(stack, surroundings.lab());
        check.passes("a good call", good, GOOD);
        check.refuses("a forged token", good.substring(0, good.lastIndexOf('.')) + ".AAAA", GOOD);
        check.refuses("an expired token", tokens.issue(Duration.ofSeconds(-1), LabRunner.SCOPE), GOOD);
        check.refuses("a token without the scope", tokens.issue(LIFETIME, "lab:look"), GOOD);
        check.refuses("a number that is too great", good, Steps.of("DeployVM", LabRunner.MOST_ATTEMPTS + 1));
        check.refuses("a string that is too long", good, Steps.of("D".repeat(LabRunner.LONGEST_NAME + 1), 3));
        check.refuses(
                "a string in the place of a number", good, Map.of(Steps.STEP_NAME, "DeployVM", Steps.ATTEMPTS, "3"));
        check.refuses("a missing parameter", good, Map.of(Steps.STEP_NAME, "DeployVM"));
        check.refuses(
                "an unknown parameter", good, Map.of(Steps.STEP_NAME, "DeployVM", Steps.ATTEMPTS, 3, "Other", true));
        check.passes("a good call after refusals", good, GOOD);
        surroundings.lab().breakDown();
        for (int i = 0; i < FAILURES_TO_OPEN; i++) {
            check.fails(good);
        }
        check.refuses("a call through an open breaker", good, GOOD);
    }

    private void passes(String what, String token, Map<String, Object> parameters) {
        long before = lab.calls();
        if (!Integer.valueOf(24).equals(stack.call(token, parameters)) || lab.calls() != before + 1) {
            throw new IllegalStateException(what + " does not come to the lab");
        }
    }

    private void refuses(String what, String token, Map<String, Object> parameters) {
        long before = lab.calls();
        if (!throwsOn(token, parameters) || lab.calls() != before) {
            throw new IllegalStateException(what + " is not refused");
        }
    }

    private void fails(String token) {
        if (!throwsOn(token, GOOD)) {
            throw new IllegalStateException("a call of a broken lab does not fail");
        }
    }

    private boolean throwsOn(String token, Map<String, Object> parameters) {
        try {
            stack.call(token, parameters);
            return false;
        } catch (RuntimeException e) {
            return e.getMessage() != null;
        }
    }
}
