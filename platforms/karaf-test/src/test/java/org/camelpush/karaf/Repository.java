package org.camelpush.karaf;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.stream.Stream;

/** A Maven repository in a directory, with all that the container is given. */
record Repository(Path directory) {

    /** What this build made, and what that needs. */
    static Repository ofTheBuild() {
        return new Repository(Path.of(System.getProperty("karaf.repository")));
    }

    Path jar(String group, String artifact, String version) {
        return directory(group, artifact, version).resolve(artifact + '-' + version + ".jar");
    }

    /** Puts a features file where {@code mvn:org.camelpush/ARTIFACT/VERSION/xml/features} finds it. */
    void addFeatures(String artifact, String version, Path file) throws IOException {
        Path target = directory("org.camelpush", artifact, version);
        Files.createDirectories(target);
        Files.copy(
                file, target.resolve(artifact + '-' + version + "-features.xml"), StandardCopyOption.REPLACE_EXISTING);
    }

    private Path directory(String group, String artifact, String version) {
        return directory.resolve(group.replace('.', '/')).resolve(artifact).resolve(version);
    }

    /** All jars, in the order of their names. */
    List<Jar> jars() {
        try (Stream<Path> files = Files.walk(directory)) {
            return files.filter(file -> file.toString().endsWith(".jar"))
                    .sorted()
                    .map(file -> Jar.of(directory, file))
                    .toList();
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    /** One of them: its file, and the coordinates that its place says. */
    record Jar(Path file, String group, String artifact, String version) {

        private static Jar of(Path root, Path file) {
            Path path = root.relativize(file);
            int names = path.getNameCount();
            return new Jar(
                    file,
                    path.subpath(0, names - 3).toString().replace('/', '.'),
                    path.getName(names - 3).toString(),
                    path.getName(names - 2).toString());
        }

        String url() {
            return "mvn:" + group + '/' + artifact + '/' + version;
        }
    }
}
