package dev.vagus.metrics.internal.status;

import dev.vagus.bus.ChannelSnapshot;
import dev.vagus.bus.HandlerStatus;
import dev.vagus.bus.SubscriptionSnapshot;
import java.util.List;

/** What is wrong with channels, subscriptions and dead letters. */
final class BusRules {
    private static final String BUS = "bus";

    private final Limits limits;
    private final Issues issues;

    BusRules(Limits limits, Issues issues) {
        this.limits = limits;
        this.issues = issues;
    }

    void judge(Facts.Bus bus, Readings.Reading grown) {
        channels(bus.channels());
        List<SubscriptionSnapshot> subscriptions = bus.subscriptions();
        issues.each(
                subscriptions.stream().filter(this::isFull).toList(),
                BUS,
                "mailboxes that are nearly full",
                "vagus:subscription-list",
                this::full);
        issues.each(
                subscriptions.stream()
                        .filter(each -> !isFull(each) && isLate(each))
                        .toList(),
                BUS,
                "subscriptions whose messages wait long",
                "vagus:subscription-list",
                this::late);
        issues.each(
                subscriptions.stream().filter(BusRules::isPaused).toList(),
                BUS,
                "paused subscriptions",
                "vagus:subscription-list",
                this::paused);
        issues.each(
                subscriptions.stream()
                        .filter(each -> each.handler().state() == HandlerStatus.State.SLOW)
                        .toList(),
                BUS,
                "slow handlers",
                "vagus:subscription-list",
                this::slow);
        if (grown.dropped() > 0) {
            issues.warn(
                    BUS,
                    grown.dropped() + " messages were dropped within the last " + Texts.time(limits.growth()),
                    "mailboxes were full, and the overflow policy of their channels drops",
                    "vagus:subscription-list shows which; make their handlers faster or their capacity larger by"
                            + " vagus:channel-create");
        }
        letters(bus);
        issues.refusals(bus.failures(), BUS, "vagus:registration-failures");
    }

    private void channels(List<ChannelSnapshot> channels) {
        List<ChannelSnapshot> held = channels.stream()
                .filter(each -> each.state() != ChannelSnapshot.State.ACTIVE)
                .toList();
        issues.each(
                held,
                BUS,
                "channels that are paused or drained",
                "vagus:channel-list",
                each -> issues.warn(
                        BUS,
                        "the channel " + each.name() + " is "
                                + each.state().name().toLowerCase(java.util.Locale.ROOT) + ", " + each.queued()
                                + " messages wait",
                        each.state() == ChannelSnapshot.State.PAUSED
                                ? "somebody has paused its delivery"
                                : "somebody has drained it: it takes no messages",
                        "vagus:bus-resume " + each.name() + " lets it go on"));
    }

    private boolean isFull(SubscriptionSnapshot each) {
        return each.queued() > 0 && each.queued() * 100 >= (long) each.capacity() * limits.mailboxShare();
    }

    private void full(SubscriptionSnapshot each) {
        issues.warn(
                BUS,
                "the mailbox of " + name(each) + " holds " + each.queued() + " of " + each.capacity()
                        + " messages (limit " + limits.mailboxShare() + " %), the oldest for "
                        + Texts.time(each.oldest()),
                each.reason().isEmpty() ? "its handler is slower than what is sent to it" : each.reason(),
                "vagus:subscription-show " + each.id() + " shows how its handler does");
    }

    private boolean isLate(SubscriptionSnapshot each) {
        return each.queued() > 0 && each.oldest().compareTo(limits.oldest()) >= 0;
    }

    private void late(SubscriptionSnapshot each) {
        issues.warn(
                BUS,
                "a message for " + name(each) + " waits for " + Texts.time(each.oldest()) + " (limit "
                        + Texts.time(limits.oldest()) + "), " + each.queued() + " messages in all",
                each.reason().isEmpty() ? "its handler is slower than what is sent to it" : each.reason(),
                "vagus:subscription-show " + each.id() + " shows how its handler does");
    }

    private static boolean isPaused(SubscriptionSnapshot each) {
        return each.state() == SubscriptionSnapshot.State.PAUSED;
    }

    private void paused(SubscriptionSnapshot each) {
        boolean byBudget = each.handler().state() == HandlerStatus.State.PAUSED
                || each.handler().state() == HandlerStatus.State.PROBING;
        issues.warn(
                BUS,
                (byBudget ? "the handler of " : "") + name(each) + " is paused since " + each.since() + ", "
                        + each.queued() + " messages wait",
                each.reason().isEmpty() ? each.handler().reason() : each.reason(),
                "vagus:subscription-resume " + each.id()
                        + " lets it go on at once; vagus:bus-resume where the bus or its" + " channel is paused");
    }

    private void slow(SubscriptionSnapshot each) {
        issues.warn(
                BUS,
                "the handler of " + name(each) + " is slow: " + each.handler().overruns() + " messages took longer than"
                        + " its budget of " + Texts.time(each.handler().budget()),
                each.handler().reason(),
                "vagus:subscription-show " + each.id() + " shows its figures; it is paused if that goes on");
    }

    private void letters(Facts.Bus bus) {
        int letters = bus.letters().letters();
        if (bus.lettersSince() > 0) {
            issues.warn(
                    BUS,
                    bus.lettersSince() + " messages became dead letters within the last "
                            + Texts.time(limits.growth()) + ", there are " + letters + " of at most "
                            + bus.letters().capacity(),
                    "their handlers failed at every attempt",
                    "vagus:dead-letter-list shows why; vagus:dead-letter-redrive brings them again when that is mended");
        } else if (letters > 0) {
            issues.note(
                    BUS,
                    letters + " dead letters, none of the last " + Texts.time(limits.growth()),
                    "nobody has decided about them",
                    "vagus:dead-letter-redrive brings them again, vagus:dead-letter-discard throws them away");
        }
    }

    private static String name(SubscriptionSnapshot each) {
        return "subscription " + (each.name().isEmpty() ? each.id() : each.name() + " (" + each.id() + ")")
                + " of module " + each.module() + " on channel " + each.channel();
    }
}
