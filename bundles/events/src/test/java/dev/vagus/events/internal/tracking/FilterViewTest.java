package dev.vagus.events.internal.tracking;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.osgi.framework.Filter;
import org.osgi.framework.FrameworkUtil;
import org.osgi.framework.InvalidSyntaxException;
import org.osgi.framework.Version;
import org.osgi.service.event.Event;

class FilterViewTest {
    private static final Event EVENT = event();

    private static Event event() {
        Map<String, Object> properties = new HashMap<>();
        properties.put("Module", "LabRunner");
        properties.put("NewValue", 7);
        properties.put("share", 0.5);
        properties.put("tags", new String[] {"a", "b"});
        properties.put("numbers", List.of(1, 2, 3));
        properties.put("version", Version.parseVersion("1.2.3"));
        properties.put("nothing", null);
        properties.put("event.topics", "not/the/topic");
        return new Event("lab/Changed", properties);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "(Module=LabRunner)",
                "(module=LabRunner)",
                "(Module=Lab*)",
                "(Module~=labrunner)",
                "(Module=*)",
                "(missing=*)",
                "(nothing=*)",
                "(nothing=x)",
                "(!(missing=x))",
                "(NewValue>=5)",
                "(NewValue<=5)",
                "(NewValue=x)",
                "(share=0.5)",
                "(tags=b)",
                "(tags=c)",
                "(numbers=3)",
                "(version>=1.2)",
                "(event.topics=lab/Changed)",
                "(event.topics=lab/*)",
                "(event.topics=not/the/topic)",
                "(EVENT.TOPICS=lab/Changed)",
                "(&(Module=LabRunner)(NewValue>=5)(!(tags=c)))",
                "(|(Module=x)(NewValue=7))"
            })
    void aFilterSaysWhatTheEventItselfSays(String text) throws InvalidSyntaxException {
        Filter filter = FrameworkUtil.createFilter(text);
        assertThat(filter.matches(new FilterView(EVENT))).isEqualTo(EVENT.matches(filter));
    }

    @Test
    void itHasWhatTheEventHas() {
        Map<String, Object> view = new FilterView(EVENT);
        assertThat(view.keySet()).containsExactlyInAnyOrder(EVENT.getPropertyNames());
        assertThat(view).containsEntry("event.topics", "lab/Changed").containsEntry("NewValue", 7);
        assertThat(view.containsKey("missing")).isFalse();
        assertThat(view.get("missing")).isNull();
    }
}
