package dev.vagus.launcher.it;

import dev.vagus.bus.MessageHandler;
import java.util.Hashtable;
import java.util.Map;
import org.osgi.framework.BundleActivator;
import org.osgi.framework.BundleContext;

/**
 * The activator of a module that hears orders under a name, sells what they say and answers. With the header Test-Broken it
 * cannot; poison it never sells.
 */
public final class ShopActivator implements BundleActivator {
    @Override
    public void start(BundleContext context) {
        String broken = context.getBundle().getHeaders("").get("Test-Broken");
        MessageHandler<Map<String, Object>> shop = message -> {
            Object item = message.data().get("item");
            if (broken != null || "poison".equals(item)) {
                throw new IllegalStateException(broken != null ? broken : "we do not sell poison");
            }
            message.reply(Map.of("sold", item));
        };
        Hashtable<String, Object> properties = new Hashtable<>();
        properties.put("vagus.message.channel", "Orders");
        properties.put("vagus.message.type", "OrderPlaced");
        properties.put("vagus.message.name", "shop-orders");
        properties.put("vagus.message.payload", Map.class.getName());
        properties.put("vagus.message.retries", 1);
        properties.put("vagus.message.backoff.ms", 10);
        context.registerService(MessageHandler.class, shop, properties);
    }

    @Override
    public void stop(BundleContext context) {
        // What it registered goes with it.
    }
}
