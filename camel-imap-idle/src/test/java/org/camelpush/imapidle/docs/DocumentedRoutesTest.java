package org.camelpush.imapidle.docs;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Properties;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

import jakarta.mail.Flags;
import jakarta.mail.search.FlagTerm;

import org.apache.camel.Endpoint;
import org.apache.camel.RoutesBuilder;
import org.apache.camel.component.mail.DefaultAuthenticator;
import org.apache.camel.impl.DefaultCamelContext;
import org.apache.camel.support.PluginHelper;
import org.apache.camel.support.ResourceHelper;
import org.apache.camel.support.jsse.KeyStoreParameters;
import org.apache.camel.support.jsse.SSLContextParameters;
import org.apache.camel.support.jsse.TrustManagersParameters;
import org.camelpush.imapidle.ImapIdleComponent;
import org.camelpush.imapidle.ImapIdleConfiguration;
import org.camelpush.imapidle.ImapIdleConsumer;
import org.camelpush.imapidle.ImapIdleEndpoint;
import org.camelpush.imapidle.testkit.MailboxScript;
import org.camelpush.imapidle.testkit.ScriptedImapServer;
import org.camelpush.imapidle.testkit.TestMails;
import org.camelpush.testkit.CompiledBlock;
import org.camelpush.testkit.Page;
import org.camelpush.testkit.TestCertificates;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/** Every route of the documentation runs, and gets a mail, when its host is a server of ours. */
class DocumentedRoutesTest {

    private static final Duration PATIENCE = Duration.ofSeconds(20);
    private static final String USER = "alice+camel@example.com";
    private static final String PASSWORD = "p&ss+w%rd}x=1";
    private static final Pattern HOST = Pattern.compile("(imaps?-idle):[a-z.]+");
    private static final Pattern FOLDER = Pattern.compile("(?:folders|deadLetterFolder|moveTo): (.+)");

    private final TestCertificates certificates = TestCertificates.localhost();
    private final MailboxScript mailbox = new MailboxScript()
            .capabilities(MailboxScript.CAPABILITIES + " AUTH=XOAUTH2")
            .credentials(USER, PASSWORD);
    private final DefaultCamelContext context = new DefaultCamelContext();
    private ScriptedImapServer tlsServer;
    private ScriptedImapServer plainServer;

    @TempDir
    private Path folder;

    static Stream<String> yaml() {
        return blocks("yaml");
    }

    static Stream<String> java() {
        return blocks("java");
    }

    private static Stream<String> blocks(String language) {
        return Stream.of("README.md", "docs/imap-idle.md", "docs/migration.md")
                .flatMap(page -> Page.of(page).blocks(language).stream());
    }

    @BeforeEach
    void startServers() throws Exception {
        tlsServer = ScriptedImapServer.start(mailbox, certificates.serverContext());
        mailbox.startTls(certificates.serverContext());
        plainServer = ScriptedImapServer.start(mailbox);
        // not for imap-idle: the recipe that uses it brings its own trust
        context.getComponent("imaps-idle", ImapIdleComponent.class)
                .getConfiguration()
                .setSslContextParameters(trust());
        context.getRegistry().bind("mountedSecret", new DefaultAuthenticator(USER, PASSWORD));
        context.getRegistry().bind("exchangeTokens", new DefaultAuthenticator(USER, PASSWORD));
        context.getRegistry().bind("gmailTokens", new DefaultAuthenticator(USER, PASSWORD));
        context.getRegistry().bind("notYetHandled", new FlagTerm(new Flags("spring-integration-mail-adapter"), false));
        context.getRegistry()
                .bind(
                        "mailPositions",
                        DocumentedPositions.over(DocumentedPositions.database("documentedRoutes"), folder));
        context.getPropertiesComponent().setInitialProperties(properties());
    }

    private SSLContextParameters trust() {
        KeyStoreParameters store = new KeyStoreParameters();
        store.setResource("file:" + certificates.trustStore());
        store.setPassword(certificates.password());
        TrustManagersParameters managers = new TrustManagersParameters();
        managers.setKeyStore(store);
        SSLContextParameters parameters = new SSLContextParameters();
        parameters.setTrustManagers(managers);
        return parameters;
    }

    private Properties properties() {
        Properties properties = new Properties();
        for (String user : List.of("mail.username", "gmail.username")) {
            properties.setProperty(user, USER);
        }
        for (String password : List.of("mail.password", "gmail.app.password")) {
            properties.setProperty(password, PASSWORD);
        }
        properties.setProperty("boss", "sender@test.invalid");
        properties.setProperty("mail.directory", folder.resolve("mails").toString());
        properties.setProperty("mail.accounts", accounts().toString());
        properties.setProperty("mail.positions", folder.resolve("positions").toString());
        properties.setProperty("company.truststore", "file:" + certificates.trustStore());
        properties.setProperty("company.truststore.password", certificates.password());
        return properties;
    }

    private Path accounts() {
        try {
            Path file = folder.resolve("accounts.properties");
            return Files.writeString(file, USER + ".password=" + PASSWORD);
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    @AfterEach
    void stop() throws IOException {
        context.stop();
        tlsServer.close();
        plainServer.close();
    }

    private String atOurServers(String route) {
        return HOST.matcher(route)
                .replaceAll(match -> match.group(1) + ":localhost:"
                        + (match.group(1).equals("imaps-idle") ? tlsServer : plainServer).port());
    }

    @ParameterizedTest
    @MethodSource("yaml")
    void everyYamlRouteGetsAMail(String yaml) throws Exception {
        Matcher folders = FOLDER.matcher(yaml);
        while (folders.find()) {
            watched(folders.group(1)).forEach(mailbox::createFolder);
        }
        PluginHelper.getRoutesLoader(context)
                .loadRoutes(ResourceHelper.fromString("documented.camel.yaml", atOurServers(yaml)));
        context.start();

        List<ImapIdleConsumer> consumers = context.getRoutes().stream()
                .filter(route -> route.getConsumer() instanceof ImapIdleConsumer)
                .map(route -> (ImapIdleConsumer) route.getConsumer())
                .toList();
        assertThat(consumers).isNotEmpty();
        for (ImapIdleConsumer consumer : consumers) {
            await().atMost(PATIENCE).until(consumer::getMailboxState, "IDLE"::equals);
            List<String> watched =
                    watched(consumer.getEndpoint().getConfiguration().getFolders());
            await().atMost(PATIENCE).until(() -> consumer.getWatchedMailboxes() == watched.size());
            watched.forEach(each -> mailbox.deliver(each, TestMails.plain("subject", "body")));
            await().atMost(PATIENCE).until(() -> consumer.getAcknowledged() == watched.size());
        }
    }

    /** Of a list of names without commas in them. */
    private static List<String> watched(String folders) {
        return List.of(folders.split(", *"));
    }

    @ParameterizedTest
    @MethodSource("java")
    void everyJavaBlockCompiles(String java) throws Exception {
        assertThat(CompiledBlock.newInstance(java, folder)).isNotNull();
    }

    @Test
    void theRoutesOfTheReadmeHaveTheSameEndpoint() throws Exception {
        Page readme = Page.of("README.md");
        PluginHelper.getRoutesLoader(context)
                .loadRoutes(ResourceHelper.fromString(
                        "readme.camel.yaml", readme.blocks("yaml").get(0)));
        context.setAutoStartup(false);
        context.start();
        Endpoint ofYaml = context.getRoute("inbox").getEndpoint();
        context.removeRoute("inbox");

        context.addRoutes(
                (RoutesBuilder) CompiledBlock.newInstance(readme.blocks("java").get(0), folder));

        Endpoint ofJava = context.getRoute("inbox").getEndpoint();
        assertThat(ofJava.getEndpointUri()).isEqualTo(ofYaml.getEndpointUri());
        assertThat(((ImapIdleEndpoint) ofJava).getConfiguration())
                .returns(USER, ImapIdleConfiguration::getUsername)
                .returns(PASSWORD, ImapIdleConfiguration::getPassword);
    }
}
