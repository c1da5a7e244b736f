package dev.vagus.bus.internal.engine;

import dev.vagus.bus.Explanation;
import dev.vagus.bus.Explanation.Recipient;
import dev.vagus.bus.Explanation.Verdict;
import dev.vagus.bus.SubscriptionSnapshot;
import dev.vagus.bus.SubscriptionSnapshot.State;
import dev.vagus.delivery.structure.Structures;
import dev.vagus.module.Setting;
import dev.vagus.spi.FlowContext;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Says who would get a message, asking the same terms, holds and groups as {@link Sender} does, and sends nothing. */
final class Explainer {
    private final Channels channels;
    private final Control control;
    private final Clocks clocks;
    private final Structures structures;
    private final Interceptors interceptors;

    Explainer(Channels channels, Control control, Clocks clocks, Structures structures, Interceptors interceptors) {
        this.interceptors = interceptors;
        this.channels = channels;
        this.control = control;
        this.clocks = clocks;
        this.structures = structures;
    }

    Explanation explain(Owner source, Draft draft, @Nullable Object data) {
        Sender.checkType(draft.type());
        Channel channel = channels.find(draft.channel());
        if (channel == null) {
            return say(draft, "there is no such channel, or it was removed", List.of());
        }
        Object payload;
        try {
            payload = structures.share(data);
        } catch (IllegalArgumentException e) {
            return say(draft, "its payload has no structure: " + e.getMessage(), List.of());
        }
        FlowContext flow = draft.flow(FlowContext.current());
        ChannelGate gate = channel.gate();
        String refused = gate == null
                ? ""
                : gate.obstacle(source, draft.headers(), flow, clocks.nanos().getAsLong());
        Envelope envelope = draft.withoutToken().envelope(source, payload, flow, clocks, structures);
        List<Recipient> recipients = new ArrayList<>();
        Map<String, BusSubscription> members = chosenMembers(channel, envelope);
        for (BusSubscription each : channel.routes().targets()) {
            recipients.add(recipient(each, envelope, members));
        }
        String obstacle = control.isDrained(channel)
                ? "the bus or the channel was drained and takes no messages"
                : refused.isEmpty() ? "" : "the gate refuses it: " + refused;
        return say(draft, obstacle, recipients);
    }

    private Explanation say(Draft draft, String obstacle, List<Recipient> recipients) {
        return new Explanation(draft.channel(), draft.type(), obstacle, interceptors.of(draft.channel()), recipients);
    }

    private static Map<String, BusSubscription> chosenMembers(Channel channel, Envelope envelope) {
        List<BusSubscription> willing = channel.routes().route(envelope.type()).special().stream()
                .filter(each -> each.accepts(channel.gate(), envelope))
                .toList();
        Map<String, BusSubscription> members = new HashMap<>();
        for (BusSubscription each : willing) {
            String group = each.terms().handling().group();
            if (!group.isEmpty()) {
                members.computeIfAbsent(group, name -> SpecialDelivery.member(willing, name, 0));
            }
        }
        return members;
    }

    private Recipient recipient(BusSubscription subscription, Envelope envelope, Map<String, BusSubscription> members) {
        Terms terms = subscription.terms();
        String group = terms.handling().group();
        SubscriptionSnapshot now = subscription.snapshot();
        if (!terms.type().matches(envelope.type())) {
            return say(subscription, now, Verdict.NOT_OFFERED, "its type " + terms.type() + " does not match");
        }
        String deaf = subscription.hearing().status();
        if (!deaf.isEmpty()) {
            return say(subscription, now, Verdict.NOT_OFFERED, deaf);
        }
        if (!terms.accepts(envelope)) {
            return say(subscription, now, Verdict.NOT_OFFERED, "its filter " + terms.filterText() + " does not match");
        }
        if (!group.isEmpty() && members.get(group) != subscription) {
            return say(subscription, now, Verdict.NOT_OFFERED, "another one of group " + group + " has the turn");
        }
        if (now.queued() >= now.capacity()) {
            return say(subscription, now, Verdict.FULL, "its mailbox of " + now.capacity() + " is full");
        }
        if (now.state() != State.ACTIVE) {
            return say(subscription, now, Verdict.KEPT, now.reason());
        }
        return say(subscription, now, Verdict.DELIVERED, "");
    }

    private Recipient say(BusSubscription subscription, SubscriptionSnapshot of, Verdict verdict, String reason) {
        List<Setting> settings = new ArrayList<>(
                subscription.policy().effective(subscription.terms().handling(), channels.settings()));
        settings.addAll(subscription.guard().settings());
        return new Recipient(
                of.id(),
                of.name(),
                of.module(),
                verdict,
                reason,
                settings,
                subscription.guard().status());
    }
}
