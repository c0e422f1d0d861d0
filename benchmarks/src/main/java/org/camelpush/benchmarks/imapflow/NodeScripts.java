package org.camelpush.benchmarks.imapflow;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

import org.camelpush.benchmarks.process.Child;
import org.camelpush.benchmarks.report.Table;

/** The scripts below src/main/node with imapflow, which npm installs into target/node; needs Node.js 20. */
public final class NodeScripts {

    /** The peer's name in the table. */
    public static final String TITLE = "imapflow";

    private static final Path SOURCE = Path.of("src", "main", "node");
    private static final Path FOLDER = Path.of("target", "node");

    private NodeScripts() {}

    /** Installs them; when that cannot be done, says so in the table, and there are none. */
    public static Optional<NodeScripts> install(Table table) throws InterruptedException {
        try {
            copy();
            run(List.of("node", "--version"));
            run(List.of("npm", "ci", "--no-audit", "--no-fund"));
            return Optional.of(new NodeScripts());
        } catch (IOException e) {
            String words = "imapflow: NOT MEASURED. It needs Node.js 20 and npm: " + e.getMessage();
            System.err.println(words);
            table.remark(words);
            return Optional.empty();
        }
    }

    private static void copy() throws IOException {
        Files.createDirectories(FOLDER);
        try (Stream<Path> files = Files.list(SOURCE)) {
            for (Path file : files.toList()) {
                Files.copy(file, FOLDER.resolve(file.getFileName()), StandardCopyOption.REPLACE_EXISTING);
            }
        }
    }

    private static void run(List<String> command) throws IOException, InterruptedException {
        Process process = new ProcessBuilder(command)
                .directory(FOLDER.toFile())
                .redirectErrorStream(true)
                .redirectOutput(FOLDER.resolve("install.log").toFile())
                .start();
        if (process.waitFor() != 0) {
            throw new IOException(String.join(" ", command) + ": " + Files.readString(FOLDER.resolve("install.log")));
        }
    }

    /** Runs one of them as a process of its own. */
    public Child start(String script, String... arguments) throws IOException {
        List<String> command = new ArrayList<>(
                List.of("node", "--expose-gc", FOLDER.resolve(script).toString()));
        command.addAll(List.of(arguments));
        return Child.start(command);
    }
}
