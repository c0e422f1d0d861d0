package org.camelpush.examples.copstool;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import org.junit.jupiter.api.Test;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/** The commands of docs/cops.md print what stands there, on a port that is free here. */
class DocumentedCommandsTest {

    private static final String TOOL = "java -jar examples/cops-tool/target/cops-tool.jar ";
    private static final Pattern BLOCK =
            Pattern.compile("^```sh\n(.*?)\n```\n(?:\n```\n(.*?)```$)?", Pattern.MULTILINE | Pattern.DOTALL);
    private static final Pattern WORD = Pattern.compile("(?:\"[^\"]*\"|\\S)+");

    private final int port = Tool.freePort();

    private record Command(String line, String output) {}

    private static List<Command> commands() throws Exception {
        String page = Files.readString(Path.of("../../docs/cops.md"));
        String section = page.substring(page.indexOf("\n## From the command line\n") + 1);
        Matcher block = BLOCK.matcher(section.substring(0, section.indexOf("\n## ")));
        List<Command> commands = new ArrayList<>();
        while (block.find()) {
            if (block.group(1).startsWith(TOOL)) {
                commands.add(new Command(block.group(1).substring(TOOL.length()), block.group(2)));
            }
        }
        return commands;
    }

    private String[] words(String line) {
        return WORD.matcher(line)
                .results()
                .map(word -> word.group()
                        .replace("\"", "")
                        .replace("cops:127.0.0.1?", "cops:127.0.0.1:" + port + "?requestTimeout=60s&")
                        .replace("examples/cops-tool/", ""))
                .toArray(String[]::new);
    }

    @Test
    void printWhatStandsThere() throws Exception {
        List<Command> commands = commands();
        assertThat(commands).hasSize(3);

        Tool pdp = new Tool();
        CompletableFuture<Integer> served = CompletableFuture.supplyAsync(
                () -> pdp.run(words(commands.get(0).line() + " --requests=1")));
        await().atMost(Tool.PATIENCE).until(() -> served.isDone() || pdp.out().contains("Ready\n"));
        for (Command command : commands.subList(1, 3)) {
            Tool tool = new Tool();
            assertThat(tool.run(words(command.line()))).as(tool.err()).isZero();
            assertThat(tool.out()).isEqualTo(command.output());
        }
        assertThat(served.get(Tool.PATIENCE.toSeconds(), SECONDS)).as(pdp.err()).isZero();
    }
}
