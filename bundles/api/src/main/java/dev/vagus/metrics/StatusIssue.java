package dev.vagus.metrics;

/**
 * One thing that an operator should know.
 *
 * @param component what it is about: {@code bus}, {@code registry}, {@code events}, {@code breaker}, {@code security},
 *     {@code store}, {@code gates}, {@code configuration}
 * @param severity how bad it is
 * @param what what is seen, with ids, and figures with their units
 * @param cause why it is so, as far as that is known
 * @param recommendation what to do; commands of the shell in it have their scope before them, as in {@code vagus:bus-resume}
 */
public record StatusIssue(String component, Severity severity, String what, String cause, String recommendation) {
    /** How bad an issue is. */
    public enum Severity {
        /** It is told, and changes nothing. */
        NOTE(Health.HEALTHY),
        /** Something works less well than it should. */
        WARNING(Health.DEGRADED),
        /** Something does not work. */
        CRITICAL(Health.UNHEALTHY);

        private final Health health;

        Severity(Health health) {
            this.health = health;
        }

        /** How well a component with such an issue is at best. */
        public Health health() {
            return health;
        }
    }
}
