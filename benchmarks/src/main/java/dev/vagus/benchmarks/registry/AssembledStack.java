package dev.vagus.benchmarks.registry;

import com.networknt.schema.Error;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import dev.vagus.benchmarks.LocalFramework;
import io.github.resilience4j.circuitbreaker.CircuitBreaker;
import io.micrometer.core.instrument.Timer;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.osgi.framework.FrameworkUtil;
import org.osgi.framework.InvalidSyntaxException;
import org.osgi.util.tracker.ServiceTracker;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * What a user puts together today, each part as its documentation has it: a tracker of the one service by its name, opened
 * once; a schema that was compiled and initialized once, and the parameters as a tree of Jackson's, which is what it checks;
 * tokens verified by Nimbus and kept; resilience4j's breaker and Micrometer's timer, both found beforehand, around a lambda.
 */
final class AssembledStack implements Stack {
    private static final String NAME_PROPERTY = "operation";
    private static final String SCHEMA = """
            {
              "$schema": "https://json-schema.org/draft/2020-12/schema",
              "type": "object",
              "properties": {
                "StepName": { "type": "string", "minLength": 1, "maxLength": 64 },
                "Attempts": { "type": "integer", "minimum": 1, "maximum": 10 }
              },
              "required": ["StepName", "Attempts"],
              "additionalProperties": false
            }
            """;

    private final LocalFramework framework = new LocalFramework();
    private final JsonMapper mapper = JsonMapper.builder().build();
    private final Schema schema;
    private final CircuitBreaker breaker = CircuitBreaker.ofDefaults(LabRunner.EXECUTE_STEP);
    private final ServiceTracker<LabApi, LabApi> tracker;
    private final VerifiedTokens tokens;
    private final Timer timer;

    AssembledStack(Surroundings surroundings) {
        tokens = surroundings.tokens();
        timer = surroundings.timer();
        framework.register(LabApi.class, surroundings.lab(), Map.of(NAME_PROPERTY, LabRunner.EXECUTE_STEP));
        tracker = tracker(framework);
        tracker.open();
        schema = SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12)
                .getSchema(SCHEMA);
        schema.initializeValidators();
    }

    private static ServiceTracker<LabApi, LabApi> tracker(LocalFramework framework) {
        String filter =
                "(&(objectClass=" + LabApi.class.getName() + ")(" + NAME_PROPERTY + "=" + LabRunner.EXECUTE_STEP + "))";
        try {
            return new ServiceTracker<>(framework.context(), FrameworkUtil.createFilter(filter), null);
        } catch (InvalidSyntaxException e) {
            throw new IllegalStateException(filter, e);
        }
    }

    @Override
    public @Nullable Object call(String token, Map<String, Object> parameters) {
        return timer.record(() -> permitted(token, parameters));
    }

    private @Nullable Integer permitted(String token, Map<String, Object> parameters) {
        requirePermission(token);
        requireFit(parameters);
        return guarded(parameters);
    }

    private @Nullable Integer guarded(Map<String, Object> parameters) {
        return breaker.executeSupplier(() -> found(parameters));
    }

    private Integer found(Map<String, Object> parameters) {
        LabApi lab = tracker.getService();
        if (lab == null) {
            throw new IllegalStateException("nobody offers " + LabRunner.EXECUTE_STEP);
        }
        return direct(lab, parameters);
    }

    private void requirePermission(String token) {
        if (!tokens.permit(token, LabRunner.SCOPE)) {
            throw new IllegalArgumentException("the token does not allow to call " + LabRunner.EXECUTE_STEP);
        }
    }

    private void requireFit(Map<String, Object> parameters) {
        JsonNode tree = mapper.valueToTree(parameters);
        List<Error> errors = schema.validate(tree);
        if (!errors.isEmpty()) {
            throw new IllegalArgumentException("the arguments do not fit: " + errors);
        }
    }

    /** The direct call. */
    static Integer direct(LabApi lab, Map<String, Object> parameters) {
        return lab.executeStep((String) Objects.requireNonNull(parameters.get(Steps.STEP_NAME)), (Integer)
                Objects.requireNonNull(parameters.get(Steps.ATTEMPTS)));
    }

    /** What is measured alone, around a direct call. */
    enum Part {
        /** The service by its name. */
        TRACKER,
        /** The check of the parameters. */
        VALIDATION,
        /** Of that, the making of the tree. */
        TREE,
        /** The token that was verified before. */
        TOKEN,
        /** The breaker. */
        BREAKER,
        /** The timer. */
        TIMER
    }

    private @Nullable Integer call(Part part, LabApi lab, String token, Map<String, Object> parameters) {
        return switch (part) {
            case TRACKER -> found(parameters);
            case VALIDATION -> {
                requireFit(parameters);
                yield direct(lab, parameters);
            }
            case TREE -> {
                JsonNode tree = mapper.valueToTree(parameters);
                yield lab.executeStep(
                        tree.get(Steps.STEP_NAME).asString(),
                        tree.get(Steps.ATTEMPTS).asInt());
            }
            case TOKEN -> {
                requirePermission(token);
                yield direct(lab, parameters);
            }
            case BREAKER -> breaker.executeSupplier(() -> direct(lab, parameters));
            case TIMER -> timer.record(() -> direct(lab, parameters));
        };
    }

    /** Only this part. */
    static Stack only(Part part, Surroundings surroundings) {
        AssembledStack all = new AssembledStack(surroundings);
        LabApi lab = surroundings.lab();
        return new Stack() {
            @Override
            public @Nullable Object call(String token, Map<String, Object> parameters) {
                return all.call(part, lab, token, parameters);
            }

            @Override
            public void close() {
                all.close();
            }
        };
    }

    @Override
    public CallTimer timer() {
        return new MicrometerTimer(timer);
    }

    @Override
    public void close() {
        tracker.close();
        framework.close();
    }
}
