package dev.vagus.shell.internal.commands;

import static org.assertj.core.api.Assertions.assertThat;

import dev.vagus.bus.ChannelSpec;
import dev.vagus.bus.InterceptorSnapshot;
import java.util.List;
import org.junit.jupiter.api.Test;

class InterceptorCommandsTest extends CommandTest {
    private void addTwo() {
        bus.interceptors.add(new InterceptorSnapshot(
                "TenantOfOrders", 10, List.of("Orders*", "Returns"), "Shop", 7, 41, true, false, 12, 0, 3));
        bus.interceptors.add(
                new InterceptorSnapshot("Audit", 1_000, List.of(), "Metrics", 8, -1, true, true, 20, 19, 0));
    }

    @Test
    void listsWhoGoesAroundWhatAndHowOften() {
        assertThat(run("interceptor-list")).isEqualToIgnoringNewLines("no interceptors");
        addTwo();
        assertThat(run("interceptor-list").lines())
                .hasSize(3)
                .anySatisfy(line -> assertThat(line)
                        .containsPattern("TenantOfOrders +10 +Orders\\*, Returns +Shop +sending +12 +0 +3"))
                .anySatisfy(line ->
                        assertThat(line).containsPattern("Audit +1,?000 +\\* +Metrics +sending, delivery +20 +19 +0"));
        assertThat(run("interceptor-list", "--json")).contains("\"refusals\" : 3");
    }

    @Test
    void listsThoseOfOneChannel() {
        addTwo();
        assertThat(run("interceptor-list", "--channel", "Returns")).contains("TenantOfOrders", "Audit");
        assertThat(run("interceptor-list", "--channel", "Other"))
                .contains("Audit")
                .doesNotContain("TenantOfOrders");
    }

    @Test
    void explainSaysThroughWhichAMessageGoes() {
        bus.createChannel(ChannelSpec.named("Orders"));
        assertThat(run("message-explain", "Orders", "T")).doesNotContain("goes through");
        addTwo();
        assertThat(run("message-explain", "Orders", "T"))
                .contains("it goes through, outermost first: TenantOfOrders of module Shop (sending), Audit of module"
                        + " Metrics (sending, delivery)");
        assertThat(run("message-explain", "Orders", "T", "--json")).contains("\"name\" : \"Audit\"");
    }
}
