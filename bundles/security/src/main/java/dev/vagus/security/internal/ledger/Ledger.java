package dev.vagus.security.internal.ledger;

import dev.vagus.security.Revocation;
import dev.vagus.security.TokenInfo;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What was issued, used and revoked: in memory, where it is asked, and in a file, out of which it comes after a restart.
 * Thread-safe. What is revoked holds at once, and is on the disk when the method returns.
 */
public final class Ledger implements AutoCloseable {
    /** The longest that any token may last, so that revocations can end. */
    public static final Duration LONGEST = Duration.ofDays(366);

    private static final Logger LOG = LoggerFactory.getLogger("dev.vagus.security");

    /** The id of a refresh token: its family and how many came before. */
    private static final Pattern REFRESH_ID = Pattern.compile("([A-Za-z0-9_-]{22})\\.[0-9]+");

    private final InstantSource clock;
    private final Sequence sequence;
    private final Revocations revocations;
    private final Families families;
    private final Marks marks = new Marks();
    private final IssuedList issued;
    private final Journal journal;
    private final AtomicLong epoch = new AtomicLong(1);

    /**
     * Reads the file, if there is one.
     *
     * @param skew how far the clocks of other issuers may be apart from ours
     * @throws LedgerException when it cannot be read or is damaged; nothing is written then
     */
    public Ledger(Path file, InstantSource clock, Duration skew) {
        this(file, clock, skew, Revocations.MAX, Families.MAX);
    }

    Ledger(Path file, InstantSource clock, Duration skew, int maxRevocations, int maxFamilies) {
        this.clock = clock;
        sequence = new Sequence(clock);
        revocations = new Revocations(sequence, skew.toMillis(), maxRevocations);
        families = new Families(clock, maxFamilies);
        issued = new IssuedList(clock);
        journal = new Journal(file, List.of(revocations, families, marks, issued));
    }

    /** How far the clocks of other issuers may be apart from ours, for revocations from now on. */
    public void skew(Duration skew) {
        revocations.skew(skew.toMillis());
    }

    /** Changes after every revocation, before it is acknowledged. Volatile. */
    public long epoch() {
        return epoch.get();
    }

    /** Somebody else's reason to look at tokens again. */
    public void advance() {
        epoch.incrementAndGet();
    }

    /** The next place among what is issued here. A revocation that comes later catches it. */
    public long next() {
        return sequence.next();
    }

    /** Whether a token was revoked. */
    public boolean revokes(Issue token) {
        return revocations.catches(token);
    }

    /** How many revocations are in force. */
    public int revocations() {
        return revocations.size();
    }

    /** Remembers, durably, until when something that a key signed may be valid; before it is given away. */
    public void signed(String key, long untilMillis) {
        List<String> entry = marks.raise(key, untilMillis);
        if (entry != null) {
            journal.append(List.of(entry), true);
        }
    }

    /** Until when something that a key signed may be valid. */
    public Instant signedUntil(String key) {
        return Instant.ofEpochMilli(Math.max(marks.of(key), clock.millis()));
    }

    /** Puts a token on the list of those issued. It is on the disk with the next revocation, or when the file is closed. */
    public void issued(TokenInfo info, Issue issue) {
        IssuedList.Item item = new IssuedList.Item(info, issue);
        issued.add(item);
        try {
            journal.append(List.of(issued.entry(item)), false);
        } catch (LedgerException e) {
            LOG.warn(
                    "The token {} is valid, but the list of issued tokens will not have it after a restart: {}",
                    info.id(),
                    e.getMessage());
        }
    }

    /** The tokens issued here that have not expired, newest first. */
    public List<TokenInfo> issued() {
        List<TokenInfo> all = new ArrayList<>();
        for (IssuedList.Item each : issued.all()) {
            all.add(revokes(each.issue()) ? revoked(each.info()) : each.info());
        }
        return all;
    }

    private static TokenInfo revoked(TokenInfo info) {
        return new TokenInfo(
                info.id(),
                info.issuer(),
                info.module(),
                info.user(),
                info.scopes(),
                info.audience(),
                info.issuedAt(),
                info.expires(),
                info.keyId(),
                info.algorithm(),
                info.refresh(),
                true);
    }

    /**
     * Uses a refresh token up, durably.
     *
     * @param until when nothing of its family can be valid any more, unless it is refreshed again
     * @return true when it was the first time; false when it was shown before, and all of its family is revoked
     * @throws FullException when there is no place to remember it
     */
    public boolean use(String family, long generation, long until) throws FullException {
        switch (families.use(family, generation, until)) {
            case FIRST -> {
                journal.append(List.of(families.entry(family, generation, until)), true);
                return true;
            }
            case AGAIN -> {
                List<String> entry = revocations.revoke(family, longest());
                advance();
                journal.append(List.of(entry), true);
                return false;
            }
            default -> throw new FullException();
        }
    }

    /** There is no place to remember that a refresh token was used. */
    public static final class FullException extends Exception {
        private static final long serialVersionUID = 1L;

        FullException() {
            super("no place for another family of refresh tokens");
        }
    }

    /**
     * Revokes tokens issued until now.
     *
     * @return how many of those on the list it concerns that were not revoked
     * @throws LedgerException when it cannot be written down; it holds in this process all the same
     */
    public long revoke(Revocation which) {
        List<IssuedList.Item> valid =
                issued.all().stream().filter(each -> !revokes(each.issue())).toList();
        List<List<String>> entries = new ArrayList<>();
        long longest = longest();
        if (which.kind() == Revocation.Kind.TOKEN) {
            IssuedList.Item known = issued.find(which.value());
            long until = known == null || known.info().refresh()
                    ? longest
                    : known.info().expires().toEpochMilli();
            entries.add(revocations.revoke(which.value(), until));
            Matcher refresh = REFRESH_ID.matcher(which.value());
            if (refresh.matches()) {
                entries.add(revocations.revoke(refresh.group(1), longest));
            }
        } else {
            entries.add(revocations.revoke(which.kind(), which.value(), longest));
        }
        advance();
        journal.append(entries, true);
        return valid.stream().filter(each -> revokes(each.issue())).count();
    }

    private long longest() {
        return clock.instant().plus(LONGEST).toEpochMilli();
    }

    /** Closes the file; what is asked afterwards is answered, what is to be written is refused. */
    @Override
    public void close() {
        journal.close();
    }
}
