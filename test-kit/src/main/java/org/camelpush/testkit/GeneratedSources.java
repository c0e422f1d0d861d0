package org.camelpush.testkit;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * What is committed in {@code src/generated} of a module. The build keeps a copy of the committed tree before the generator
 * runs over it, see {@code keep-committed-generated-sources} in the pom.
 */
public final class GeneratedSources {

    private static final Path MODULE =
            Path.of(System.getProperty("basedir", ".")).toAbsolutePath().normalize();

    private GeneratedSources() {}

    /** Fails unless it is what the generator makes of the module's source. */
    public static void assertCurrent() throws IOException {
        Map<String, String> committed = read(MODULE.resolve("target/generated-before"));
        Map<String, String> generated = read(MODULE.resolve("src/generated"));

        assertThat(generated).as("the generator ran").isNotEmpty();
        Set<String> stale = new TreeSet<>(generated.keySet());
        stale.addAll(committed.keySet());
        stale.removeIf(file -> Objects.equals(committed.get(file), generated.get(file)));
        assertThat(stale)
                .as("The options, headers or converters have changed. The generator has just brought "
                        + MODULE.getFileName()
                        + "/src/generated up to date: build once more, and commit that directory.")
                .isEmpty();
    }

    private static Map<String, String> read(Path root) throws IOException {
        assertThat(root).as("made by the Maven build; run it once").isDirectory();
        Map<String, String> files = new TreeMap<>();
        try (Stream<Path> tree = Files.walk(root)) {
            for (Path file : tree.filter(Files::isRegularFile).toList()) {
                files.put(root.relativize(file).toString(), Files.readString(file));
            }
        }
        return files;
    }
}
