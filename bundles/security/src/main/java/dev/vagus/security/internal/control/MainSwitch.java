package dev.vagus.security.internal.control;

import dev.vagus.security.SecuritySpec;
import dev.vagus.security.internal.access.AuditTrail;
import dev.vagus.security.internal.access.DecisionPoint;
import dev.vagus.security.internal.access.Rules;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Switches security on and off. What says so, first that does: the configuration's key {@code enabled}; what
 * {@code SecurityService} said last; that a keeper remembers needing security, so that a lost configuration or file opens
 * nothing. Changes come one at a time, under one lock, which a keeper that comes takes only in the last case.
 */
public final class MainSwitch {
    private static final Logger LOG = LoggerFactory.getLogger(MainSwitch.class);

    private final DecisionPoint point;
    private final AuditTrail audit;
    private final Keepers keepers;
    private final Door door;
    private final StateFile file;
    private final TokenOffice office;
    private long epoch;
    private @Nullable Settings configured;
    private @Nullable Kept kept;
    private volatile Standing standing;

    /** Off, until it is started. */
    public MainSwitch(
            DecisionPoint point, AuditTrail audit, Keepers keepers, Door door, StateFile file, TokenOffice office) {
        this.point = point;
        this.audit = audit;
        this.keepers = keepers;
        this.door = door;
        this.file = file;
        this.office = office;
        Settings usual = SettingsReader.read(Map.of());
        this.standing = new Standing(false, Standing.USUAL, usual.spec(), usual.tokens());
    }

    /** How security is. */
    public Standing standing() {
        return standing;
    }

    /** What has written down that it needs security. */
    public List<String> guarded() {
        return List.copyOf(keepers.guarded());
    }

    /** Begins, with those keepers that are there. */
    public synchronized void start(Map<String, ?> configuration) {
        kept = file.read();
        keepers.whenNeeded(this::needed);
        configure(configuration);
    }

    /** Goes by another configuration, if it is right. */
    public synchronized void configure(Map<String, ?> configuration) {
        Settings next;
        Plan plan;
        try {
            next = SettingsReader.read(configuration);
            plan = plan(next, kept);
            office.configure(plan.tokens);
        } catch (RuntimeException e) {
            refuse(configuration, e);
            return;
        }
        configured = next;
        execute(plan);
        if (Boolean.TRUE.equals(next.enabled())) {
            forgetThatItWasOff();
        }
    }

    /** The configuration overrules it for good: when that goes away, security stays on. */
    private void forgetThatItWasOff() {
        if (kept != null && !kept.enabled()) {
            kept = null;
            try {
                file.forget();
            } catch (UncheckedIOException e) {
                LOG.error(
                        "should the configuration go away, security is off after the next start, as was said before",
                        e);
            }
        }
    }

    private void refuse(Map<String, ?> configuration, RuntimeException why) {
        if (configured != null) {
            LOG.error(
                    "the configuration dev.vagus.security is refused, what it said before stays: {}", why.getMessage());
            return;
        }
        boolean meantOn = SettingsReader.meansOn(configuration) || kept != null && kept.enabled();
        LOG.error(
                "the configuration dev.vagus.security is refused, {}: {}",
                meantOn
                        ? "and since it speaks of 'enabled', or security was switched on before, nothing may pass until it is right"
                        : "and whatever needed security before refuses everything until it is right",
                why.getMessage());
        standing =
                new Standing(meantOn || keepers.isNeeded(), Standing.WRONG, SecuritySpec.DEFAULTS, standing.tokens());
        keepers.want(meantOn ? Wish.REQUIRE : Wish.LEAVE);
    }

    /**
     * Switches it on.
     *
     * @throws IllegalArgumentException when something in it is not valid
     * @throws IllegalStateException when the configuration says whether it is on, or is wrong
     */
    public synchronized void enable(SecuritySpec spec) {
        Settings settings = changeable("enabled");
        if (spec.tokenLifetime().compareTo(StateFile.MAX_LIFETIME) > 0
                || spec.tokenLifetime().toMillis() == 0) {
            throw new IllegalArgumentException("the lifetime of tokens must be from a millisecond to "
                    + StateFile.MAX_LIFETIME.toDays() + " days, but is " + spec.tokenLifetime());
        }
        Kept next = new Kept(true, spec);
        Plan plan = plan(settings, next);
        office.configure(plan.tokens);
        kept = next;
        List<String> failures = new ArrayList<>(execute(plan));
        try {
            file.write(next);
        } catch (UncheckedIOException e) {
            failures.add("what was said could not be kept: " + e.getMessage());
        }
        if (!failures.isEmpty()) {
            throw new NotWrittenException(
                    "security is on until this process ends, but " + String.join("; ", failures), null);
        }
    }

    /**
     * Switches it off.
     *
     * @throws IllegalStateException when the configuration says whether it is on, or is wrong
     */
    public synchronized void disable() {
        Settings settings = changeable("disabled");
        Kept before = kept;
        Kept next = new Kept(false, standing.spec());
        try {
            file.write(next);
        } catch (UncheckedIOException e) {
            throw new NotWrittenException(
                    "security is still " + (standing.enabled() ? "on" : "off")
                            + ": that it is to be off could not be written down: " + e.getMessage(),
                    e);
        }
        kept = next;
        List<String> failures = execute(plan(settings, next));
        if (!failures.isEmpty()) {
            kept = before;
            rewrite(before == null ? Kept.CLOSED : before);
            throw new NotWrittenException("security is still on, since " + String.join("; ", failures), null);
        }
    }

    private void rewrite(Kept before) {
        try {
            file.write(before);
        } catch (UncheckedIOException e) {
            LOG.error("security is on, but after a restart it would be off: say once more that it is to be on", e);
        }
    }

    private Settings changeable(String what) {
        Settings settings = configured;
        if (settings == null) {
            throw new IllegalStateException("security cannot be " + what
                    + " here: the configuration dev.vagus.security is wrong, and must be corrected first");
        }
        if (settings.enabled() != null) {
            throw new IllegalStateException("security cannot be " + what
                    + " here: the configuration dev.vagus.security says enabled=" + settings.enabled()
                    + "; change it there, or take that line away");
        }
        return settings;
    }

    /** A keeper has come that remembers needing security, while nobody says anything. */
    private synchronized void needed() {
        if (configured != null && !standing.enabled()) {
            execute(plan(configured, kept));
        }
    }

    private Plan plan(Settings settings, @Nullable Kept said) {
        Boolean enabled = settings.enabled();
        if (enabled != null) {
            return plan(settings, enabled, Standing.CONFIGURATION, settings.spec());
        }
        if (said != null) {
            return plan(settings, said.enabled(), Standing.CODE, said.spec());
        }
        boolean needed = keepers.isNeeded();
        return plan(settings, needed, needed ? Standing.KEEPERS : Standing.USUAL, settings.spec());
    }

    private Plan plan(Settings settings, boolean on, String source, SecuritySpec spec) {
        return new Plan(
                new Standing(on, source, spec, settings.tokens().with(spec.tokenLifetime(), spec.encryption())),
                Rules.of(spec, settings.operatorScopes(), ++epoch),
                settings.tokens().with(spec.tokenLifetime(), spec.encryption()),
                settings.deniedPerSecond());
    }

    /** Does it; what could not be written down, as sentences. */
    private List<String> execute(Plan plan) {
        audit.limit(plan.deniedPerSecond);
        return plan.standing.enabled() ? on(plan) : off(plan);
    }

    private List<String> on(Plan plan) {
        boolean was = standing.enabled();
        point.rules(plan.rules);
        standing = plan.standing;
        door.open();
        List<String> failures = keepers.want(Wish.REQUIRE);
        LOG.info("security is on{}, by {}", was ? " as before, with what holds now" : "", plan.standing.source());
        return failures;
    }

    private List<String> off(Plan plan) {
        boolean said = !plan.standing.source().equals(Standing.USUAL);
        List<String> failures = keepers.want(said ? Wish.RELEASE : Wish.LEAVE);
        if (!failures.isEmpty() && standing.enabled()) {
            keepers.want(Wish.REQUIRE);
            LOG.error("security is still on, since {}", String.join("; ", failures));
            return failures;
        }
        if (standing.enabled()) {
            LOG.warn("security is off, by {}: nobody is asked for anything", plan.standing.source());
        }
        standing = plan.standing;
        door.close();
        point.rules(plan.rules);
        return failures;
    }

    /** What is to be. */
    private record Plan(Standing standing, Rules rules, TokenTerms tokens, int deniedPerSecond) {}
}
