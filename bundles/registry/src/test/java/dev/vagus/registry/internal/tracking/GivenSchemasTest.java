package dev.vagus.registry.internal.tracking;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.vagus.delivery.structure.Structures;
import dev.vagus.module.FailedRegistration;
import dev.vagus.registry.ApiOperation;
import dev.vagus.registry.ApiParameter;
import dev.vagus.registry.ApiValidationException;
import dev.vagus.registry.OperationDescriptor;
import dev.vagus.registry.internal.engine.EngineFixture;
import dev.vagus.registry.internal.engine.Offer;
import dev.vagus.registry.internal.engine.OfferedOperation;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Limits by annotation, and schemas that are given as a whole. */
class GivenSchemasTest {
    private final EngineFixture lab = new EngineFixture();

    @AfterEach
    void stop() {
        lab.close();
    }

    record Disk(
            @ApiParameter(description = "Where", pattern = "^/", maxLength = 10)
            String path,

            @ApiParameter(min = 1, max = 64) int gigabytes,

            @ApiParameter(
                    required = false,
                    allowed = {"ext4", "xfs"})
            String format,

            String label) {}

    @SuppressWarnings("unused")
    static final class Limited {
        @ApiOperation
        public String create(
                @ApiParameter(name = "Name", minLength = 2, maxLength = 8, pattern = "^[a-z]+$") String name,
                @ApiParameter(name = "Cpus", min = 1, max = 16) int cpus,
                @ApiParameter(name = "Load", min = 0.5) Optional<Double> load,
                @ApiParameter(name = "Contact", required = false, format = "email") String contact,
                @ApiParameter(
                                name = "Size",
                                allowed = {"1", "2", "4"})
                        long size,
                @ApiParameter(name = "Disks", required = false) List<Disk> disks) {
            return name + cpus + size;
        }

        @ApiOperation(resultSchema = "{\"type\": \"string\", \"maxLength\": 3}")
        public String echo(
                @ApiParameter(name = "Any", schema = "{\"anyOf\": [{\"type\": \"integer\"}, {\"const\": \"all\"}]}")
                        Object any) {
            return String.valueOf(any);
        }
    }

    record Misnamed(@ApiParameter(name = "other") String path) {}

    record Unlimited(@ApiParameter(required = false) int size) {}

    record Contradicting(@ApiParameter(minLength = 1) int size) {}

    @SuppressWarnings("unused")
    static final class Contradictions {
        @ApiOperation
        public void lengthOfInteger(@ApiParameter(name = "P", minLength = 1) int p) {}

        @ApiOperation
        public void minOfString(@ApiParameter(name = "P", min = 1) String p) {}

        @ApiOperation
        public void emptyRange(@ApiParameter(name = "P", min = 2, max = 1) int p) {}

        @ApiOperation
        public void emptyLength(@ApiParameter(name = "P", minLength = 2, maxLength = 1) String p) {}

        @ApiOperation
        public void badPattern(@ApiParameter(name = "P", pattern = "(") String p) {}

        @ApiOperation
        public void badFormat(@ApiParameter(name = "P", format = "phone") String p) {}

        @ApiOperation
        public void otherFormat(@ApiParameter(name = "P", format = "date") java.util.UUID p) {}

        @ApiOperation
        public void allowedOfNumber(@ApiParameter(name = "P", allowed = "1.5") int p) {}

        @ApiOperation
        public void allowedOfEnum(@ApiParameter(name = "P", allowed = "MIDDLE") AnnotatedModuleTest.Level p) {}

        @ApiOperation
        public void allowedOfList(@ApiParameter(name = "P", allowed = "x") List<String> p) {}

        @ApiOperation
        public void both(@ApiParameter(name = "P", min = 1, schema = "{}") int p) {}

        @ApiOperation
        public void noJson(@ApiParameter(name = "P", schema = "{type: string}") String p) {}

        @ApiOperation
        public void noSchema(@ApiParameter(name = "P", schema = "{\"items\": {\"minLength\": -1}}") String p) {}

        @ApiOperation(resultSchema = "[]")
        public void noResult() {}

        @ApiOperation
        public void misnamed(@ApiParameter(name = "P") Misnamed p) {}

        @ApiOperation
        public void unlimited(@ApiParameter(name = "P") List<Unlimited> p) {}

        @ApiOperation
        public Contradicting result() {
            return new Contradicting(1);
        }
    }

    private AnnotatedModule read(Object component) {
        AnnotatedModule read = new AnnotatedModule(component, "Lab", EngineFixture.LAB, 1, new Structures());
        lab.engine.offer(new Offer(EngineFixture.LAB, "Lab", 0, 1, read.operations(), read.failures()));
        return read;
    }

    private static OperationDescriptor descriptor(AnnotatedModule module, String name) {
        return module.operations().stream()
                .map(OfferedOperation::descriptor)
                .filter(operation -> operation.name().equals(name))
                .findFirst()
                .orElseThrow();
    }

    @Test
    void limitsComeFromAnnotations() {
        OperationDescriptor create = descriptor(read(new Limited()), "Create");

        assertThat(create.parametersSchema().get("required")).isEqualTo(List.of("Name", "Cpus", "Size"));
        Map<?, ?> properties = (Map<?, ?>) create.parametersSchema().get("properties");
        assertThat(properties.get("Name"))
                .isEqualTo(Map.of("type", "string", "minLength", 2, "maxLength", 8, "pattern", "^[a-z]+$"));
        assertThat(properties.get("Cpus"))
                .isEqualTo(Map.of("type", "integer", "format", "int32", "minimum", 1L, "maximum", 16L));
        assertThat(properties.get("Load")).isEqualTo(Map.of("type", "number", "minimum", 0.5));
        assertThat(properties.get("Contact")).isEqualTo(Map.of("type", "string", "format", "email"));
        Map<?, ?> disk = (Map<?, ?>) ((Map<?, ?>) properties.get("Disks")).get("items");
        assertThat(disk.get("required")).isEqualTo(List.of("path", "gigabytes"));
        assertThat(((Map<?, ?>) disk.get("properties")).get("path"))
                .isEqualTo(Map.of("description", "Where", "type", "string", "pattern", "^/", "maxLength", 10));
    }

    @Test
    void allLimitsAreCheckedTogether() {
        read(new Limited());
        Map<String, Object> arguments = Map.of(
                "Name",
                "X",
                "Cpus",
                17,
                "Load",
                0.4,
                "Contact",
                "nobody",
                "Size",
                3,
                "Disks",
                List.of(Map.of("path", "relative/and/long", "gigabytes", 0, "format", "ntfs"), Map.of("label", "x")));

        assertThat(lab.invoke("Lab.Create", Map.of("Name", "web", "Cpus", 4, "Size", 2.0)))
                .isEqualTo("web42");
        assertThatThrownBy(() -> lab.invoke("Lab.Create", arguments))
                .isInstanceOfSatisfying(ApiValidationException.class, refusal -> assertThat(refusal.violations())
                        .extracting(violation -> violation.path() + " " + violation.reason())
                        .containsExactlyInAnyOrder(
                                "Name expected at least 2 characters, found 1",
                                "Name expected a string that matches ^[a-z]+$",
                                "Cpus expected at most 16, found more",
                                "Load expected at least 0.5, found less",
                                "Contact expected an e-mail address, found another string",
                                "Size expected one of 1, 2, 4, found another value",
                                "Disks[0].path expected at most 10 characters, found 17",
                                "Disks[0].path expected a string that matches ^/",
                                "Disks[0].gigabytes expected at least 1, found less",
                                "Disks[0].format expected one of ext4, xfs, found another value",
                                "Disks[1].path is missing",
                                "Disks[1].gigabytes is missing"));
    }

    @Test
    void aSchemaMayBeGivenInPlaceOfTheDerivedOne() {
        OperationDescriptor echo = descriptor(read(new Limited()), "Echo");

        assertThat(echo.parameters().get(0).schema()).containsOnlyKeys("anyOf");
        assertThat(echo.result()).isEqualTo(Map.of("type", "string", "maxLength", 3));
        assertThat(lab.invoke("Lab.Echo", Map.of("Any", "all"))).isEqualTo("all");
        assertThatThrownBy(() -> lab.invoke("Lab.Echo", Map.of("Any", "some")))
                .hasMessageContaining("fits none of the 2 schemas");
    }

    @Test
    void whatDoesNotGoTogetherIsAFailedRegistrationThatSaysWhy() {
        AnnotatedModule module = read(new Contradictions());

        assertThat(module.operations()).isEmpty();
        assertThat(module.failures())
                .extracting(FailedRegistration::name)
                .hasSize(17)
                .doesNotHaveDuplicates();
        assertThat(module.failures())
                .extracting(failure -> failure.name().substring(4) + ": " + failure.reason())
                .anySatisfy(text -> assertThat(text)
                        .isEqualTo("LengthOfInteger: the parameter P is not valid: minLength, maxLength, pattern and"
                                + " format are for strings, but this is an integer"))
                .anySatisfy(text -> assertThat(text).startsWith("MinOfString: ").contains("but this is a string"))
                .anySatisfy(text -> assertThat(text).startsWith("EmptyRange: ").endsWith("min is greater than max"))
                .anySatisfy(text -> assertThat(text).startsWith("EmptyLength: ").contains("minLength is greater"))
                .anySatisfy(text -> assertThat(text).startsWith("BadPattern: ").contains("'(' is not valid"))
                .anySatisfy(text -> assertThat(text).startsWith("BadFormat: ").contains("no format 'phone'"))
                .anySatisfy(text -> assertThat(text).startsWith("OtherFormat: ").contains("the format uuid already"))
                .anySatisfy(
                        text -> assertThat(text).startsWith("AllowedOfNumber: ").contains("is not an integer"))
                .anySatisfy(
                        text -> assertThat(text).startsWith("AllowedOfEnum: ").contains("none of [LOW, HIGH]"))
                .anySatisfy(
                        text -> assertThat(text).startsWith("AllowedOfList: ").contains("but this is a list"))
                .anySatisfy(text -> assertThat(text).startsWith("Both: ").contains("either a schema or limits"))
                .anySatisfy(text -> assertThat(text)
                        .startsWith("NoJson: ")
                        .contains("it is not JSON")
                        .contains("line 1"))
                .anySatisfy(text -> assertThat(text)
                        .isEqualTo(
                                "NoSchema: the schema of the parameter P is not valid: at /items/minLength: must be an"
                                        + " integer that is not negative"))
                .anySatisfy(text -> assertThat(text)
                        .startsWith("NoResult: the schema of the result")
                        .contains("object"))
                .anySatisfy(text ->
                        assertThat(text).contains("the component path of Misnamed: it cannot have another name"))
                .anySatisfy(text -> assertThat(text).contains("the component size of Unlimited: it is primitive"))
                .anySatisfy(
                        text -> assertThat(text).startsWith("Result: ").contains("component size of Contradicting"));
    }
}
