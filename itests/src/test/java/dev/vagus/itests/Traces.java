package dev.vagus.itests;

import dev.vagus.breaker.CircuitBreakers;
import dev.vagus.bus.MessageBus;
import dev.vagus.events.EventHistory;
import dev.vagus.events.EventPublisher;
import dev.vagus.events.EventQuery;
import dev.vagus.registry.ApiRegistry;
import dev.vagus.security.TokenInfo;
import dev.vagus.security.TokenService;
import java.util.ArrayList;
import java.util.List;
import org.osgi.framework.Constants;
import org.osgi.service.cm.ConfigurationAdmin;

/** Everything that a self-test could leave behind. */
final class Traces {
    private Traces() {}

    /** All of it that there is now. */
    static List<String> of(FelixTest test) throws Exception {
        List<String> all = new ArrayList<>();
        MessageBus bus = test.service(MessageBus.class);
        bus.channels().forEach(each -> all.add("channel " + each.name()));
        bus.subscriptions().forEach(each -> all.add("subscription " + each.channel() + " " + each.type()));
        bus.deadLetters().forEach(each -> all.add("dead letter " + each.id()));
        test.service(ApiRegistry.class).operations().forEach(each -> all.add("operation " + each.qualifiedName()));
        test.service(EventPublisher.class).handlers().forEach(each -> all.add("handler " + each.topics()));
        test.service(EventHistory.class).query(EventQuery.ALL.named("SelfTest*")).events().stream()
                .forEach(each -> all.add("event " + each.name()));
        test.service(CircuitBreakers.class).list().forEach(each -> all.add("breaker " + each.target()));
        test.service(CircuitBreakers.class).policies().forEach(each -> all.add("policy " + each.source()));
        test.service(TokenService.class).tokens().stream()
                .filter(each -> !each.revoked())
                .map(TokenInfo::id)
                .forEach(each -> all.add("token " + each));
        var configurations = test.service(ConfigurationAdmin.class)
                .listConfigurations("(" + Constants.SERVICE_PID + "=dev.vagus.policy*)");
        all.add("configurations " + (configurations == null ? 0 : configurations.length));
        return all;
    }
}
