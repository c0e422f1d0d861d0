package org.camelpush.imapidle.names;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;

import org.camelpush.imapidle.RouteFixture;
import org.camelpush.imapidle.testkit.FaultProxy;
import org.camelpush.imapidle.testkit.MailboxScript;
import org.camelpush.imapidle.testkit.ScriptedImapServer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.camelpush.imapidle.Conversation.mail;
import static org.camelpush.imapidle.RouteFixture.PATIENCE;

/**
 * The network goes and comes back. The build runs this by itself, in a JVM whose names are those of a file
 * (execution {@code names} of surefire).
 */
@Tag("names")
class ChangingNameTest {

    private static final Path HOSTS = Path.of(System.getProperty("jdk.net.hosts.file", "target/hosts"));
    private static final String NAME = "mail.test";

    private final RouteFixture route = new RouteFixture();
    private final MailboxScript mailbox = new MailboxScript();
    private ScriptedImapServer server;
    private FaultProxy network;

    @BeforeEach
    void serve() throws IOException {
        names("");
        server = ScriptedImapServer.start(mailbox);
        network = FaultProxy.to(server.port());
    }

    @AfterEach
    void stop() throws IOException {
        route.close();
        network.close();
        server.close();
    }

    /** In one go, for a look-up may come at any time. */
    private static void names(String entries) throws IOException {
        Path next = Files.writeString(HOSTS.resolveSibling("hosts-next"), "127.0.0.1 localhost\n" + entries);
        Files.move(next, HOSTS, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    }

    private void start() {
        route.start("imap-idle:" + NAME + ":" + network.port() + "?username=alice&password=" + RouteFixture.PASSWORD
                + "&startTls=false&reconnectDelay=50&maxReconnectDelay=100");
    }

    private void awaitFailure(String words) {
        await().atMost(PATIENCE)
                .untilAsserted(() -> assertThat(route.consumer().getLastError()).contains(words));
    }

    @Test
    void case39_aNameThatIsKnownAgainIsConnectedTo() throws IOException {
        start();
        awaitFailure("the name is not known: " + NAME);
        await().atMost(PATIENCE).until(() -> route.consumer().getLosses() >= 3);

        names("127.0.0.1 " + NAME + "\n");
        mailbox.deliver(mail(1));
        route.awaitSubjects("mail 1");
    }

    @Test
    void case39_whenTheNetworkComesBackWithAnotherAddressTheNextAttemptGoesThere() throws IOException {
        names("127.0.0.1 " + NAME + "\n");
        start();
        route.awaitIdle();
        mailbox.deliver(mail(1));
        route.awaitSubjects("mail 1");

        names("");
        network.close();
        awaitFailure("the name is not known: " + NAME);
        mailbox.deliver(mail(2));
        try (FaultProxy elsewhere = FaultProxy.at("127.0.0.9", network.port(), server.port())) {
            names("127.0.0.9 " + NAME + "\n");
            route.awaitSubjects("mail 1", "mail 2");
            assertThat(elsewhere.accepted()).isEqualTo(1);
            route.close();
        }
    }
}
