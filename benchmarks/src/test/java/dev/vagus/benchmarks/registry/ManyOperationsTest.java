package dev.vagus.benchmarks.registry;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import org.junit.jupiter.api.Test;

/** Not a measurement: shows that what is looked up and registered is there, and that a lack is noticed. */
class ManyOperationsTest {
    @Test
    void everyOperationThatIsLookedUpAnswersForItself() {
        LookupSize question = new LookupSize();
        question.operations = 250;
        question.called = 100;
        question.open();
        for (int i = 0; i < 300; i++) {
            question.call();
        }
        assertThatCode(() -> {
                    question.check();
                    question.close();
                })
                .doesNotThrowAnyException();
    }

    @Test
    void aBatchIsRegisteredAndWithdrawn() {
        RegistrationCost question = new RegistrationCost();
        question.open();
        for (int i = 0; i < 3; i++) {
            question.specify();
            question.register();
            question.withdraw();
        }
        assertThatCode(question::close).doesNotThrowAnyException();
    }

    @Test
    void aBatchThatWasNotRegisteredIsNoticed() {
        RegistrationCost question = new RegistrationCost();
        question.open();
        question.specify();
        assertThatIllegalStateException().isThrownBy(question::withdraw).withMessage("there are 10 operations, not 20");
        question.close();
    }
}
