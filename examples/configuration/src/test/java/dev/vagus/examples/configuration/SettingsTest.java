package dev.vagus.examples.configuration;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.vagus.module.ErrorCategory;
import java.lang.reflect.Proxy;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.osgi.framework.ServiceReference;
import org.osgi.service.cm.ConfigurationAdmin;
import org.osgi.service.cm.ConfigurationEvent;

class SettingsTest {
    private final SettingsInMemory admin = new SettingsInMemory();
    private final List<ConfigChanged> announced = new ArrayList<>();
    private final Settings settings = new Settings(admin, announced::add);
    private final SettingsStore store = new SettingsStore(admin);

    @Test
    void givesBackWhatWasSet() {
        settings.updateSetting("LabRunner", "MaxJobs", 10);
        settings.updateSetting("LabRunner", "Ratio", 0.5f);
        settings.updateSetting("Other", "MaxJobs", "many");

        assertThat(settings.getSetting("LabRunner", "MaxJobs")).isEqualTo(10);
        assertThat(settings.getSetting("LabRunner", "Ratio")).isEqualTo(0.5);
        assertThat(settings.getSetting("Other", "MaxJobs")).isEqualTo("many");
    }

    @Test
    void saysWhatIsNotThereOrNotAllowed() {
        assertThatThrownBy(() -> settings.getSetting("LabRunner", "MaxJobs"))
                .isInstanceOfSatisfying(
                        SettingException.class, e -> assertThat(e.category()).isEqualTo(ErrorCategory.NOT_FOUND))
                .hasMessageStartingWith("module 'LabRunner' has no setting 'MaxJobs'");
        assertThatThrownBy(() -> settings.updateSetting("a)(b", "MaxJobs", 1))
                .isInstanceOfSatisfying(
                        SettingException.class, e -> assertThat(e.category()).isEqualTo(ErrorCategory.VALIDATION))
                .hasMessageStartingWith("module name 'a)(b' is not valid");
        assertThatThrownBy(() -> settings.updateSetting("LabRunner", "service.pid", 1))
                .hasMessageStartingWith("setting 'service.pid' is not valid");
        assertThatThrownBy(() -> settings.updateSetting("LabRunner", "MaxJobs", Map.of()))
                .hasMessage("value of setting 'MaxJobs' is not valid: give a string, a number or a boolean");
    }

    @Test
    void announcesEachChangeOnceWhoeverMadeIt() {
        store.write("LabRunner", "MaxJobs", 5);
        SettingsWatch watch = new SettingsWatch(admin, announced::add);

        settings.updateSetting("LabRunner", "MaxJobs", 10);
        watch.configurationEvent(event(ConfigurationEvent.CM_UPDATED, "vagus.example.settings.LabRunner"));
        watch.configurationEvent(event(ConfigurationEvent.CM_UPDATED, "vagus.example.settings.LabRunner"));
        store.write("Other", "Name", "x");
        watch.configurationEvent(event(ConfigurationEvent.CM_UPDATED, "vagus.example.settings.Other"));

        assertThat(announced)
                .containsExactly(
                        new ConfigChanged("LabRunner", "MaxJobs", 5, 10),
                        new ConfigChanged("Other", "Name", null, "x"));
    }

    @Test
    void doesNotTakeANumberThatComesBackAsTextForAChange() {
        store.write("LabRunner", "MaxJobs", 5);
        SettingsWatch watch = new SettingsWatch(admin, announced::add);

        store.write("LabRunner", "MaxJobs", "5");
        watch.configurationEvent(event(ConfigurationEvent.CM_UPDATED, "vagus.example.settings.LabRunner"));

        assertThat(announced).isEmpty();
    }

    @Test
    void announcesTheEndOfSettingsAndLeavesOtherConfigurationsAlone() {
        store.write("LabRunner", "MaxJobs", 5);
        SettingsWatch watch = new SettingsWatch(admin, announced::add);

        watch.configurationEvent(event(ConfigurationEvent.CM_UPDATED, "dev.vagus.bus"));
        watch.configurationEvent(event(ConfigurationEvent.CM_DELETED, "vagus.example.settings.LabRunner"));

        assertThat(announced).containsExactly(new ConfigChanged("LabRunner", "MaxJobs", 5, null));
    }

    @Test
    void announcesWhatAModuleKeepsItself() {
        settings.notifyChange("LabRunner", "Mode", "a", "b");

        assertThat(announced).containsExactly(new ConfigChanged("LabRunner", "Mode", "a", "b"));
    }

    @SuppressWarnings("unchecked")
    private static ConfigurationEvent event(int type, String pid) {
        // An event insists on a reference, which nobody looks at.
        ServiceReference<ConfigurationAdmin> nobody = (ServiceReference<ConfigurationAdmin>) Proxy.newProxyInstance(
                SettingsTest.class.getClassLoader(), new Class<?>[] {ServiceReference.class}, (proxy, method, args) -> {
                    throw new AssertionError("nobody asks for " + method.getName());
                });
        return new ConfigurationEvent(nobody, type, null, pid);
    }
}
