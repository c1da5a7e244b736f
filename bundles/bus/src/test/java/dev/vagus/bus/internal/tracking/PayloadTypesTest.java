package dev.vagus.bus.internal.tracking;

import static org.assertj.core.api.Assertions.assertThat;

import dev.vagus.bus.Message;
import dev.vagus.bus.MessageHandler;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class PayloadTypesTest {
    record Change(String name) {}

    private static class Direct implements MessageHandler<Change> {
        @Override
        public void onMessage(Message<Change> message) {}
    }

    private static final class Sub extends Direct {}

    private abstract static class Base<A, B> implements Named<B> {}

    private interface Named<X> extends MessageHandler<List<X>> {}

    private static final class Deep extends Base<Integer, String> {
        @Override
        public void onMessage(Message<List<String>> message) {}
    }

    private static final class Maps implements MessageHandler<Map<String, Object>> {
        @Override
        public void onMessage(Message<Map<String, Object>> message) {}
    }

    @SuppressWarnings("rawtypes")
    private static final class Raw implements MessageHandler {
        @Override
        public void onMessage(Message message) {}
    }

    private static final class Open<T> implements MessageHandler<T> {
        @Override
        public void onMessage(Message<T> message) {}
    }

    @Test
    void isWhatTheClassOrASuperclassDeclares() {
        assertThat(PayloadTypes.of(Direct.class)).isEqualTo(Change.class);
        assertThat(PayloadTypes.of(Sub.class)).isEqualTo(Change.class);
        assertThat(PayloadTypes.of(Maps.class).getTypeName())
                .isEqualTo("java.util.Map<java.lang.String, java.lang.Object>");
    }

    @Test
    void isPlainStructureWhereTheClassDoesNotSayIt() {
        MessageHandler<Change> lambda = message -> {};
        assertThat(PayloadTypes.of(lambda.getClass())).isEqualTo(Object.class);
        assertThat(PayloadTypes.of(Raw.class)).isEqualTo(Object.class);
        assertThat(PayloadTypes.of(Open.class)).isEqualTo(Object.class);
    }

    @Test
    void isFollowedThroughTypeVariables() {
        assertThat(PayloadTypes.of(Deep.class).getTypeName()).isEqualTo("java.util.List<java.lang.String>");
    }
}
