package dev.vagus.launcher.modules;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RequirementTextTest {
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "(&(osgi.wiring.package=org.foo)(version>=1.0.0)(!(version>=2.0.0)))|package org.foo [1.0,2.0)",
                "(&(osgi.wiring.package=org.foo)(version>=1.2.3))|package org.foo [1.2.3,…)",
                "(osgi.wiring.package=org.foo)|package org.foo",
                "(&(osgi.wiring.package=org.foo)(version>=0.0.0))|package org.foo",
                "(&(osgi.wiring.package=org.foo)(!(version<=1.0.0))(version<=2.0.0))|package org.foo (1.0,2.0]",
                "(&(osgi.wiring.package=org.foo)(version=3.0.0))|package org.foo 3.0"
            })
    void saysPackagesWithTheirRange(String filter, String text) {
        assertThat(text("osgi.wiring.package", filter)).isEqualTo(text);
    }

    @Test
    void saysOtherRequirementsInTheirOwnWords() {
        assertThat(text("osgi.ee", "(&(osgi.ee=JavaSE)(version=21))")).isEqualTo("Java platform JavaSE 21");
        assertThat(text("osgi.wiring.bundle", "(&(osgi.wiring.bundle=org.bar)(bundle-version>=1.0.0))"))
                .isEqualTo("bundle org.bar [1.0,…)");
        assertThat(text("osgi.extender", "(&(osgi.extender=osgi.component)(version>=1.5.0)(!(version>=2.0.0)))"))
                .isEqualTo("extender osgi.component [1.5,2.0)");
        assertThat(text("osgi.service", "(objectClass=org.Foo)")).isEqualTo("service org.Foo");
        assertThat(text("my.space", "(colour=blue)")).isEqualTo("capability my.space (colour=blue)");
        assertThat(text("my.space", "")).isEqualTo("capability my.space");
    }

    @Test
    void aRequirementSurvivesBeingWrittenDown() {
        Requirement requirement = new Requirement("osgi.wiring.package", "(&(osgi.wiring.package=a)(version>=1.0.0))");
        assertThat(Requirement.parse(requirement.toText())).isEqualTo(requirement);
        assertThat(Requirement.parse("my.space ")).isEqualTo(new Requirement("my.space", ""));
    }

    private static String text(String namespace, String filter) {
        return RequirementText.of(new Requirement(namespace, filter));
    }
}
