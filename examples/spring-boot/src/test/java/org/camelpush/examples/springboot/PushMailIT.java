package org.camelpush.examples.springboot;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/** The jar, run as its user runs it. */
class PushMailIT {

    private static final Duration PATIENCE = Duration.ofMinutes(2);
    private static final Pattern PORT = Pattern.compile("Tomcat started on port (\\d+)");

    @TempDir
    private Path folder;

    private Process process;

    @AfterEach
    void stop() {
        if (process != null) {
            process.destroyForcibly();
        }
    }

    @Test
    void pushesAMailIsHealthyShowsItsMetersAndStops() throws Exception {
        run("--server.port=0");
        await().atMost(PATIENCE).until(() -> log().contains("bob@example.com: Hello from Spring Boot"));
        int port = port();

        await().atMost(PATIENCE).untilAsserted(() -> assertThat(get(port, "health"))
                .contains("\"status\":\"UP\"")
                .contains("\"check.id\":\"consumer:imap-idle-inbox\"")
                .contains("\"state\":\"IDLE\"")
                .doesNotContain("wonderland"));
        await().atMost(PATIENCE)
                .untilAsserted(() -> assertThat(get(port, "metrics/camel.imapidle.acknowledged?tag=routeId:inbox"))
                        .contains("\"value\":1.0"));

        process.destroy();
        ends();
        assertThat(log()).contains("Routes stopped (total:1)");
    }

    @Test
    void misspeltPropertyIsToldInsteadOfAStart() throws Exception {
        run("--server.port=0", "--camel.component.imap-idle.usrname=ann");
        ends();
        assertThat(process.exitValue()).isNotZero();
        assertThat(log())
                .contains(
                        "camel.component.imap-idle.usrname (\"camel.component.imap-idle.usrname\" from property source "
                                + "\"commandLineArgs\") is no option of the component imap-idle.")
                .contains("Did you mean camel.component.imap-idle.username?");
    }

    private void run(String... arguments) throws IOException {
        List<String> command = new ArrayList<>(List.of(
                ProcessHandle.current().info().command().orElseThrow(), "-jar", System.getProperty("example.jar")));
        command.addAll(List.of(arguments));
        process = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(folder.resolve("log").toFile())
                .start();
    }

    private void ends() throws Exception {
        assertThat(process.waitFor(PATIENCE.toSeconds(), TimeUnit.SECONDS))
                .as(log())
                .isTrue();
    }

    private String log() throws IOException {
        return Files.readString(folder.resolve("log"));
    }

    private int port() throws IOException {
        Matcher matcher = PORT.matcher(log());
        assertThat(matcher.find()).as(log()).isTrue();
        return Integer.parseInt(matcher.group(1));
    }

    private static String get(int port, String what) throws Exception {
        URI address = URI.create("http://127.0.0.1:" + port + "/actuator/" + what);
        return HttpClient.newHttpClient()
                .send(HttpRequest.newBuilder(address).build(), BodyHandlers.ofString())
                .body();
    }
}
