package hello;

import dev.vagus.events.EventSubscriber;
import dev.vagus.events.ModuleEvent;
import dev.vagus.events.ModuleEventHandler;
import org.osgi.service.component.annotations.Component;

@Component
@EventSubscriber("Greeted")
public class OnGreeted implements ModuleEventHandler {
    @Override
    public void onEvent(ModuleEvent event) {
        System.out.println(event.source() + " greeted " + event.data().get("Name"));
    }
}
