package dev.vagus.module;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.ConnectException;
import java.util.concurrent.TimeoutException;
import org.junit.jupiter.api.Test;

class ErrorRecordTest {
    static final class Spiteful extends RuntimeException {
        private static final long serialVersionUID = 1L;

        @Override
        public String getMessage() {
            throw new IllegalStateException("no message for you");
        }
    }

    @Test
    void keepsTypeMessageStackAndCausesAsStrings() {
        ErrorRecord error = ErrorRecord.of(new IllegalStateException("outer", new IOException("disk full")));
        assertThat(error.summary()).isEqualTo("java.lang.IllegalStateException: outer");
        assertThat(error.category()).isEqualTo(ErrorCategory.INTERNAL);
        assertThat(error.stack()).isNotEmpty().hasSizeLessThanOrEqualTo(ErrorRecord.MAX_FRAMES);
        assertThat(error.stack().get(0)).contains("ErrorRecordTest");
        assertThat(error.cause()).isNotNull();
        assertThat(error.cause().message()).isEqualTo("disk full");
    }

    @Test
    void boundsTheChainOfCauses() {
        Throwable error = new IllegalStateException("innermost");
        for (int i = 0; i < 100; i++) {
            error = new IllegalStateException("level " + i, error);
        }
        int depth = 0;
        for (ErrorRecord at = ErrorRecord.of(error); at != null; at = at.cause()) {
            depth++;
        }
        assertThat(depth).isEqualTo(ErrorRecord.MAX_CAUSES + 1);
    }

    @Test
    void survivesAThrowableThatThrows() {
        assertThat(ErrorRecord.of(new Spiteful()).message()).contains("IllegalStateException");
    }

    @Test
    void tellsCategoriesApart() {
        assertThat(ErrorCategory.of(new TimeoutException())).isEqualTo(ErrorCategory.TIMEOUT);
        assertThat(ErrorCategory.of(new ConnectException())).isEqualTo(ErrorCategory.NETWORK);
        assertThat(ErrorCategory.of(new InterruptedException())).isEqualTo(ErrorCategory.CANCELLED);
        assertThat(ErrorCategory.of(new StackOverflowError())).isEqualTo(ErrorCategory.INTERNAL);
        assertThat(ErrorCategory.NOT_FOUND.label()).isEqualTo("not-found");
    }
}
