package hello;

import dev.vagus.events.EventPublisher;
import dev.vagus.registry.ApiModule;
import dev.vagus.registry.ApiOperation;
import dev.vagus.registry.ApiParameter;
import java.util.Map;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

@Component(service = Hello.class)
@ApiModule("Hello")
public class Hello {
    @Reference
    EventPublisher events;

    @ApiOperation(description = "Greet somebody")
    public String greet(@ApiParameter(name = "Name") String name) {
        events.publish("Greeted", Map.of("Name", name));
        return "Hello " + name + "!";
    }
}
