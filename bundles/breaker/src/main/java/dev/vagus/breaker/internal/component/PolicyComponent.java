package dev.vagus.breaker.internal.component;

import java.util.Map;
import org.osgi.framework.Constants;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.ConfigurationPolicy;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Modified;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.metatype.annotations.Designate;

/** One configuration of policies. */
@Component(
        name = PolicyConfig.PID,
        configurationPid = PolicyConfig.PID,
        configurationPolicy = ConfigurationPolicy.REQUIRE,
        immediate = true,
        service = {})
@Designate(ocd = PolicyConfig.class, factory = true)
public final class PolicyComponent {
    private final ConfiguredPolicies intake;
    private final String pid;

    /** Takes the configuration up. */
    @Activate
    public PolicyComponent(@Reference ConfiguredPolicies intake, Map<String, Object> values) {
        this.intake = intake;
        pid = String.valueOf(values.get(Constants.SERVICE_PID));
        intake.put(pid, values);
    }

    @Modified
    void modified(Map<String, Object> values) {
        intake.put(pid, values);
    }

    @Deactivate
    void deactivate() {
        intake.remove(pid);
    }
}
