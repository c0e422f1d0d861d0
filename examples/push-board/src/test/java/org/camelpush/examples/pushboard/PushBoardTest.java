package org.camelpush.examples.pushboard;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Stream;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/** The page and its events, without a browser; with one they are driven by CI. */
class PushBoardTest {

    private static final Duration PATIENCE = Duration.ofMinutes(2);
    private static final HttpClient CLIENT = HttpClient.newHttpClient();

    private final AtomicReference<String> state = new AtomicReference<>("");
    private MailServer mail;
    private BoardApplication board;
    private CompletableFuture<HttpResponse<Stream<String>>> events;

    @BeforeEach
    void watch() throws Exception {
        mail = new MailServer();
        board = new BoardApplication(mail, 0);
        board.start();
        events = CLIENT.sendAsync(get("events"), HttpResponse.BodyHandlers.ofLines());
        events.thenAcceptAsync(answer ->
                answer.body().filter(line -> line.startsWith("data: ")).forEach(state::set));
    }

    @AfterEach
    void stop() {
        board.close();
        mail.close();
    }

    private HttpRequest get(String path) {
        return HttpRequest.newBuilder(URI.create(board.url() + path)).build();
    }

    private void awaitState(String... parts) {
        // GreenMail's threads throw when a connection ends in the middle of a command
        await().dontCatchUncaughtExceptions().atMost(PATIENCE).untilAsserted(() -> assertThat(state.get())
                .contains(parts));
    }

    @Test
    void tellsOfAMailOfABearerAndOfADecision() throws Exception {
        awaitState("\"session\":\"alice\",\"state\":\"STABLE\",\"bearer\":\"wwan0\"", "alice to cellular: DOWNGRADE");

        mail.send("alice", "carol@example.com", "Lunch \"on\" Friday? <script>");
        awaitState("\"subject\":\"Lunch \\\"on\\\" Friday? <script>\"", "\"delayMillis\":");

        board.wifi(true);
        awaitState("\"session\":\"alice\",\"state\":\"STABLE\",\"bearer\":\"wlan0\"", "bob to wifi: UPGRADE");
        board.wifi(false);
        awaitState("\"session\":\"bob\",\"state\":\"STABLE\",\"bearer\":\"wwan0\"");
        awaitState("\"bearers\":[{\"id\":\"wwan0\"");
        assertThat(state.get()).doesNotContain("\"id\":\"wlan0\"");
    }

    @Test
    void servesThePageAndLetsItLoadNothingFromElsewhere() throws Exception {
        HttpResponse<String> page = CLIENT.send(get(""), HttpResponse.BodyHandlers.ofString());
        assertThat(page.statusCode()).isEqualTo(200);
        assertThat(page.headers().firstValue("Content-Type")).contains("text/html; charset=utf-8");
        assertThat(page.headers().firstValue("Content-Security-Policy").orElse(""))
                .contains("default-src 'self'");
        assertThat(page.body()).contains("board.js", "board.css").doesNotContain("http:", "https:");
        for (String file : new String[] {"board.js", "board.css"}) {
            HttpResponse<String> part = CLIENT.send(get(file), HttpResponse.BodyHandlers.ofString());
            assertThat(part.statusCode()).as(file).isEqualTo(200);
            assertThat(part.body()).doesNotContain("http:", "https:");
        }
    }

    @Test
    void saysThatThePortIsTaken() {
        String port = "--port=" + URI.create(board.url()).getPort();
        ByteArrayOutputStream err = new ByteArrayOutputStream();

        assertThat(run(err, port)).isEqualTo(PushBoard.FAILED);
        assertThat(err.toString(StandardCharsets.UTF_8)).contains("cannot serve the page on port", "--port=0");
    }

    @Test
    void refusesWhatItDoesNotKnow() {
        ByteArrayOutputStream err = new ByteArrayOutputStream();

        assertThat(run(err, "--port=99999")).isEqualTo(PushBoard.MISUSED);
        assertThat(run(err, "--prot=8080")).isEqualTo(PushBoard.MISUSED);
        assertThat(err.toString(StandardCharsets.UTF_8)).contains("--port=99999", "--prot=8080", "--help");
    }

    private static int run(ByteArrayOutputStream err, String... args) {
        PrintStream nowhere = new PrintStream(new ByteArrayOutputStream(), true, StandardCharsets.UTF_8);
        return PushBoard.run(nowhere, new PrintStream(err, true, StandardCharsets.UTF_8), args);
    }
}
