package org.camelpush.karaf;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.regex.Pattern;
import java.util.stream.IntStream;

import com.icegreen.greenmail.user.GreenMailUser;
import com.icegreen.greenmail.util.GreenMail;
import com.icegreen.greenmail.util.GreenMailUtil;
import com.icegreen.greenmail.util.ServerSetup;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledForJreRange;
import org.junit.jupiter.api.condition.JRE;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/** What docs/karaf.md says, done in a Karaf; the mail server is outside of it. */
@EnabledForJreRange(
        max = JRE.JAVA_23,
        disabledReason = "Karaf 4.4 asks for a security manager: JDK 24 does not start it")
class KarafIT {

    private static final Path DOCUMENTATION = Path.of("../../docs/karaf.md");
    private static final String PROMPT = "karaf@root()> ";
    private static final int MANY = 10;

    private static final ServerSetup IMAP = new ServerSetup(0, "127.0.0.1", ServerSetup.PROTOCOL_IMAP);
    private static final GreenMail MAIL = new GreenMail(IMAP);
    private static GreenMailUser alice;
    private static Karaf karaf;

    @BeforeAll
    static void installAsTheDocumentationSays() throws Exception {
        MAIL.start();
        alice = MAIL.setUser("alice@example.com", "alice", "wonderland");
        Repository repository = Repository.ofTheBuild();
        repository.addFeatures(
                "camel-push-karaf",
                System.getProperty("project.version"),
                Path.of(System.getProperty("karaf.features")));
        Path plainCamel = Path.of("target/plain-camel-features.xml");
        new PlainCamelFeatures(repository, System.getProperty("camel.version")).write(plainCamel);

        karaf = Karaf.start(Path.of(System.getProperty("karaf.home")), repository);
        karaf.run(commands().stream()
                .map(command -> command.replaceFirst(
                        "mvn:org.apache.camel.karaf/apache-camel/.*",
                        plainCamel.toUri().toString()))
                .toList());
        karaf.configure(
                "org.camelpush.examples.mail", """
                mail.scheme = imap-idle
                mail.host = 127.0.0.1
                mail.port = %d
                mail.startTls = false
                mail.username = alice
                mail.password = wonderland
                """.formatted(MAIL.getImap().getPort()));
    }

    /** Those that the documentation shows behind a prompt. */
    private static List<String> commands() throws Exception {
        List<String> commands = Files.readAllLines(DOCUMENTATION).stream()
                .filter(line -> line.startsWith(PROMPT))
                .map(line -> line.substring(PROMPT.length()))
                .toList();
        assertThat(commands).anyMatch(line -> line.startsWith("feature:install"));
        return commands;
    }

    @AfterAll
    static void stop() throws Exception {
        if (karaf != null) {
            karaf.stop();
        }
        MAIL.stop();
    }

    @Test
    void logsTheMailThatIsPushedFromOutside() {
        deliver("hello");

        karaf.awaitLog("mail: hello");
    }

    @Test
    void losesAndRepeatsNoMailWhileItsBundlesAreRestarted() {
        AtomicInteger sent = new AtomicInteger();
        ScheduledExecutorService sender = Executors.newSingleThreadScheduledExecutor();
        try {
            sender.scheduleWithFixedDelay(
                    () -> deliver("number " + sent.incrementAndGet() + "."), 0, 50, TimeUnit.MILLISECONDS);
            for (String bundle : List.of("org.camelpush.examples.karafpush", "org.camelpush.imapidle")) {
                awaitMore();
                karaf.run(List.of("bundle:stop " + bundle));
                int before = sent.get();
                await().atMost(Karaf.PATIENCE).until(() -> sent.get() > before + MANY);
                assertThat(numbers()).as("mails while %s is stopped", bundle).doesNotContain(before + MANY);
                karaf.run(List.of("bundle:start " + bundle));
            }
            awaitMore();
        } finally {
            sender.shutdown();
        }
        int last = sent.get();
        karaf.awaitLog("mail: number " + last + "\\.");

        assertThat(numbers())
                .containsExactlyElementsOf(
                        IntStream.rangeClosed(1, last).boxed().toList());
    }

    private static void awaitMore() {
        int before = numbers().size();
        await().atMost(Karaf.PATIENCE).until(() -> numbers().size() > before + MANY);
    }

    private static List<Integer> numbers() {
        List<Integer> numbers = new ArrayList<>();
        Pattern.compile("mail: number (\\d+)\\.")
                .matcher(karaf.log())
                .results()
                .forEach(found -> numbers.add(Integer.valueOf(found.group(1))));
        return numbers;
    }

    @Test
    void asksForADecisionAndSelectsABearer() throws Exception {
        karaf.configure("org.camelpush.examples.gateway", "cops.port = " + Karaf.freePort() + "\n");

        karaf.awaitLog("INSTALL 10 Mbit/s by wifi");
    }

    private static void deliver(String subject) {
        alice.deliver(GreenMailUtil.createTextEmail("alice@example.com", "bob@example.com", subject, "", IMAP));
    }
}
