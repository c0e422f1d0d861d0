package org.camelpush.imapidle.delivery;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Files of mails that components started after this was made keep on disk. */
final class SpoolFiles {

    private static final Path TEMPORARY = Path.of(System.getProperty("java.io.tmpdir"));

    private final Set<Path> older = Set.copyOf(folders());

    List<Path> left() {
        return folders().stream()
                .filter(folder -> !older.contains(folder))
                .flatMap(folder -> list(folder).stream())
                .collect(Collectors.toList());
    }

    private static List<Path> folders() {
        return list(TEMPORARY).stream()
                .filter(path -> path.getFileName().toString().startsWith("camel-imap-idle-"))
                .collect(Collectors.toList());
    }

    private static List<Path> list(Path folder) {
        try (Stream<Path> entries = Files.list(folder)) {
            return entries.collect(Collectors.toList());
        } catch (IOException gone) {
            return List.of();
        }
    }
}
