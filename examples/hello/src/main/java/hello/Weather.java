package hello;

import dev.vagus.breaker.CircuitBreakers;
import dev.vagus.registry.ApiModule;
import dev.vagus.registry.ApiOperation;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

@Component(service = Weather.class)
@ApiModule("Weather")
public class Weather {
    @Reference
    CircuitBreakers breakers;

    @ApiOperation(description = "Ask the weather station", idempotent = true)
    public String today() throws Exception {
        return breakers.guard("station", this::askStation);
    }

    private String askStation() throws IOException {
        try (InputStream answer = URI.create("http://localhost:8085/today").toURL().openStream()) {
            return new String(answer.readAllBytes(), StandardCharsets.UTF_8);
        }
    }
}
