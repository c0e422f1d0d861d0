package org.camelpush.imapidle.management;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

import org.apache.camel.Consumer;
import org.apache.camel.builder.RouteBuilder;
import org.apache.camel.impl.DefaultCamelContext;
import org.camelpush.imapidle.LogLines;
import org.camelpush.imapidle.RouteFixture;
import org.camelpush.imapidle.testkit.MailboxScript;
import org.camelpush.imapidle.testkit.ScriptedImapServer;
import org.camelpush.imapidle.testkit.TestMails;
import org.camelpush.testkit.ClassLoaderWithout;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.camelpush.imapidle.RouteFixture.PATIENCE;

/** The component in an application that has none of the optional libraries of this kind. */
class WithoutOptionalLibrariesTest {

    private static final List<String> ABSENT = List.of(
            "io.micrometer.",
            "io.opentelemetry.",
            "org.apache.camel.impl.console.",
            "org.apache.camel.impl.health.",
            "org.snakeyaml.");

    @Test
    void theRouteRunsAndNoClassOfThemIsMissed() throws Exception {
        MailboxScript mailbox = new MailboxScript();
        ClassLoaderWithout loader = new ClassLoaderWithout("org.camelpush.imapidle.", ABSENT);
        try (ScriptedImapServer server = ScriptedImapServer.start(mailbox);
                DefaultCamelContext context = new DefaultCamelContext()) {
            context.setApplicationContextClassLoader(loader);
            context.addRoutes(new RouteBuilder() {
                @Override
                public void configure() {
                    from(RouteFixture.uri(server.port(), ""))
                            .routeId(RouteFixture.ROUTE)
                            .to("mock:mail");
                }
            });
            context.start();
            Consumer consumer = context.getRoute(RouteFixture.ROUTE).getConsumer();
            assertThat(consumer.getClass().getClassLoader()).isSameAs(loader);
            mailbox.deliver(TestMails.plain("one", "body"));
            await().atMost(PATIENCE)
                    .until(
                            () -> consumer.getClass()
                                    .getMethod("getAcknowledged")
                                    .invoke(consumer),
                            Long.valueOf(1)::equals);
            assertThat(loader.asked())
                    .contains("io.micrometer.core.instrument.MeterRegistry", "io.opentelemetry.api.OpenTelemetry")
                    .contains("org.apache.camel.impl.health.AbstractHealthCheck")
                    .allMatch(name -> name.endsWith(".MeterRegistry")
                            || name.endsWith(".OpenTelemetry")
                            || name.endsWith(".AbstractHealthCheck"));
        }
    }

    @Test
    void aSourceThatIsYamlSaysAtTheStartWhatItNeeds(@TempDir Path folder) throws Exception {
        Path accounts = Files.writeString(folder.resolve("accounts.yaml"), "ann: {password: x}\n");
        ClassLoaderWithout loader = new ClassLoaderWithout("org.camelpush.imapidle.", ABSENT);
        try (LogLines lines = new LogLines();
                DefaultCamelContext context = new DefaultCamelContext()) {
            context.setApplicationContextClassLoader(loader);
            context.getRegistry()
                    .bind(
                            "accounts",
                            loader.loadClass("org.camelpush.imapidle.FileMailboxSource")
                                    .getConstructor(String.class)
                                    .newInstance(accounts.toString()));
            context.addRoutes(new RouteBuilder() {
                @Override
                public void configure() {
                    from("imap-idle:127.0.0.1:9?startTls=false&mailboxes=#accounts")
                            .routeId(RouteFixture.ROUTE)
                            .to("mock:mail");
                }
            });
            context.start();
            await().atMost(PATIENCE).untilAsserted(() -> assertThat(lines.all())
                    .anyMatch(line -> line.startsWith("The mailbox source of route " + RouteFixture.ROUTE + " fails: ")
                            && line.contains("accounts.yaml is YAML, and no parser is there: add"
                                    + " org.snakeyaml:snakeyaml-engine")));
        }
    }
}
