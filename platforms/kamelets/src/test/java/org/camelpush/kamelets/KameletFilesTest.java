package org.camelpush.kamelets;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;

import static org.assertj.core.api.Assertions.assertThat;

/** What the tools expect of a file of Camel's Kamelet catalogue. */
class KameletFilesTest {

    private static final Path FOLDER = Path.of(System.getProperty("basedir", "."), "src/main/resources/kamelets");

    static List<Path> files() throws IOException {
        try (Stream<Path> files = Files.list(FOLDER)) {
            return files.sorted().toList();
        }
    }

    @ParameterizedTest
    @MethodSource("files")
    void hasWhatTheToolsExpect(Path file) throws IOException {
        String text = Files.readString(file);
        Map<?, ?> kamelet = (Map<?, ?>)
                new Load(LoadSettings.builder().setAllowDuplicateKeys(false).build()).loadFromString(text);
        Map<?, ?> metadata = map(kamelet, "metadata");
        String name = metadata.get("name").toString();
        Map<?, ?> annotations = map(metadata, "annotations");
        String type =
                map(metadata, "labels").get("camel.apache.org/kamelet.type").toString();
        Map<?, ?> definition = map(map(kamelet, "spec"), "definition");
        Map<?, ?> properties = map(definition, "properties");

        assertThat(kamelet.get("apiVersion")).isEqualTo("camel.apache.org/v1");
        assertThat(kamelet.get("kind")).isEqualTo("Kamelet");
        assertThat(file.getFileName()).hasToString(name + ".kamelet.yaml");
        assertThat(name).endsWith("-" + type);
        assertThat(Set.of("source", "action")).contains(type);
        for (String each : List.of("kamelet.support.level", "kamelet.icon", "provider", "kamelet.group")) {
            assertThat(annotations.get("camel.apache.org/" + each)).as(each).isNotNull();
        }
        assertThat(definition.get("title")).isNotNull();
        assertThat(definition.get("description").toString()).isNotBlank().endsWith(".");
        for (Object required : (List<?>) definition.get("required")) {
            assertThat(map(properties, required.toString()).get("default")).isNull();
        }
        properties.forEach((property, of) -> {
            Map<?, ?> described = (Map<?, ?>) of;
            assertThat(described.get("title")).as("title of %s", property).isNotNull();
            assertThat(described.get("type")).as("type of %s", property).isNotNull();
            assertThat(described.get("description").toString())
                    .as("description of %s", property)
                    .endsWith(".");
            assertThat(text).as("%s is used", property).containsPattern("\\{\\{\\??" + property + "}}");
        });
        if (properties.get("password") instanceof Map<?, ?> password) {
            assertThat(password.get("format")).isEqualTo("password");
            assertThat(password.get("x-descriptors")).asString().contains("urn:camel:group:credentials");
        }
    }

    private static Map<?, ?> map(Map<?, ?> of, String name) {
        assertThat(of.get(name)).as(name).isInstanceOf(Map.class);
        return (Map<?, ?>) of.get(name);
    }
}
