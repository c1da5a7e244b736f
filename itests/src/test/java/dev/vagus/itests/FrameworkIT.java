package dev.vagus.itests;

import static org.assertj.core.api.Assertions.assertThat;

import javax.inject.Inject;
import org.junit.Test;
import org.junit.runner.RunWith;
import org.ops4j.pax.exam.Configuration;
import org.ops4j.pax.exam.Option;
import org.ops4j.pax.exam.junit.PaxExam;
import org.ops4j.pax.exam.spi.reactors.ExamReactorStrategy;
import org.ops4j.pax.exam.spi.reactors.PerClass;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleContext;

@RunWith(PaxExam.class)
@ExamReactorStrategy(PerClass.class)
public class FrameworkIT {
    @Inject
    BundleContext context;

    @Configuration
    public Option[] felix() {
        return new Option[] {Felix.withVagus()};
    }

    @Test
    public void everyBundleStarts() {
        assertThat(context.getBundles())
                .allSatisfy(
                        bundle -> assertThat(bundle.getState()).as("%s", bundle).isEqualTo(Bundle.ACTIVE));
    }
}
