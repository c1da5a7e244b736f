package dev.vagus.registry.internal.engine;

import dev.vagus.module.Setting;
import dev.vagus.registry.CallExplanation;
import dev.vagus.registry.CallExplanation.Step;
import dev.vagus.registry.MiddlewareOrder;
import dev.vagus.registry.MiddlewarePreview;
import dev.vagus.registry.OperationDescriptor;
import dev.vagus.registry.OperationProvider;
import dev.vagus.spi.FlowContext;
import dev.vagus.spi.GatePreview;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.function.Function;

/** Says what would happen to a call, without making it. */
final class Explainer {
    private static final String CONFIGURATION = "dev.vagus.registry";

    private final OperationIndex index;
    private final Registrations registrations;
    private final Function<OperationEntry, Chain> chains;

    Explainer(OperationIndex index, Registrations registrations, Function<OperationEntry, Chain> chains) {
        this.index = index;
        this.registrations = registrations;
        this.chains = chains;
    }

    CallExplanation explain(ModuleIdentity caller, String operation, Settings settings) {
        List<OperationEntry> entries = index.all(operation);
        if (entries.isEmpty()) {
            RuntimeException absence = registrations.absence(operation, null).error();
            String verdict = absence == null
                    ? operation + " has come just now; ask again"
                    : String.valueOf(absence.getMessage());
            return new CallExplanation(operation, caller.module(), null, List.of(), List.of(), List.of(), verdict);
        }
        OperationEntry winner = entries.get(0);
        Chain chain = chains.apply(winner);
        List<Step> steps = steps(winner, chain, caller);
        return new CallExplanation(
                operation,
                caller.module(),
                winner.descriptor(),
                entries.stream().map(Explainer::provider).toList(),
                steps,
                settings(chain.policy(), settings),
                verdict(steps));
    }

    private static OperationProvider provider(OperationEntry entry) {
        Offer offer = entry.provider().offer();
        ModuleIdentity owner = offer.owner();
        return new OperationProvider(
                offer.module(),
                owner.bundleId(),
                owner.symbolicName(),
                entry.descriptor().version(),
                offer.serviceId(),
                offer.ranking());
    }

    private static List<Step> steps(OperationEntry entry, Chain chain, ModuleIdentity caller) {
        List<Step> steps = new ArrayList<>();
        for (Chain.Step each : chain.steps()) {
            MiddlewarePreview preview = preview(each, entry.descriptor(), caller);
            MiddlewareEntry from = each.entry();
            steps.add(new Step(from.name(), from.order(), preview.passes(), preview.text(), preview.settings()));
        }
        GateStep gate = chain.gateStep();
        if (gate != null) {
            GatePreview preview = gate.preview(caller, FlowContext.current().credential());
            insert(steps, new Step(GateStep.NAME, MiddlewareOrder.GATE, preview.passes(), preview.text(), List.of()));
        }
        String fallback = chain.policy().fallback();
        if (fallback != null) {
            String text = "answers by " + fallback + " when what is inside fails for other reasons than the caller's";
            insert(steps, new Step("fallback", MiddlewareOrder.FALLBACK, true, text, List.of()));
        }
        int parameters = entry.descriptor().parameters().size();
        String checked =
                parameters == 0 ? "no parameters" : parameters == 1 ? "1 parameter" : parameters + " parameters";
        insert(steps, new Step("validation", MiddlewareOrder.VALIDATION, true, checked, List.of()));
        steps.add(new Step("operation", Integer.MAX_VALUE, true, entry.qualifiedName(), List.of()));
        return steps;
    }

    /** Before the first step that is not further out. */
    private static void insert(List<Step> steps, Step own) {
        int at = 0;
        while (at < steps.size() && Comparator.comparingInt(Step::order).compare(steps.get(at), own) < 0) {
            at++;
        }
        steps.add(at, own);
    }

    private static MiddlewarePreview preview(Chain.Step step, OperationDescriptor operation, ModuleIdentity caller) {
        try {
            return step.middleware().preview(operation, caller.module());
        } catch (RuntimeException | LinkageError e) {
            return new MiddlewarePreview(true, "its preview failed: " + e, List.of());
        }
    }

    private static List<Setting> settings(CallPolicy policy, Settings settings) {
        List<Setting> all = new ArrayList<>(policy.settings());
        if (policy.timeoutMillis() == null) {
            all.add(new Setting(CallPolicy.TIMEOUT, settings.callTimeoutMillis(), CONFIGURATION + " call.timeout.ms"));
        }
        all.sort(Comparator.comparing(Setting::key));
        return all;
    }

    private static String verdict(List<Step> steps) {
        for (Step step : steps) {
            if (!step.passes()) {
                return step.name() + " refuses it: " + step.text();
            }
        }
        return "";
    }
}
