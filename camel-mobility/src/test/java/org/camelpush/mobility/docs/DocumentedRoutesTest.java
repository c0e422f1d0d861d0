package org.camelpush.mobility.docs;

import java.lang.module.ModuleDescriptor.Version;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import org.apache.camel.impl.DefaultCamelContext;
import org.apache.camel.spi.Resource;
import org.apache.camel.support.PluginHelper;
import org.apache.camel.support.ResourceHelper;
import org.camelpush.mobility.Mobility;
import org.camelpush.mobility.bearer.ReportedBearers;
import org.camelpush.mobility.testkit.Bearers;
import org.camelpush.mobility.testkit.MailServer;
import org.camelpush.testkit.Page;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.camelpush.mobility.testkit.HubFixture.PATIENCE;

/** The YAML of docs/mobility.md is what Camel reads, and the first block of it runs. */
class DocumentedRoutesTest {

    private static final Pattern OTHER_WORD = Pattern.compile("\\w+(: .*) # up to Camel (\\S+): (\\w+)");

    private final Page page = Page.of("docs/mobility.md");

    /** Where a comment says that up to a version Camel has another word, and this is no newer one, the other word. */
    private static String inTheWordsOf(Version camel, String yaml) {
        return OTHER_WORD.matcher(yaml).replaceAll(line -> {
            boolean older = camel.compareTo(Version.parse(line.group(2))) <= 0;
            return Matcher.quoteReplacement(older ? line.group(3) + line.group(1) : line.group());
        });
    }

    private static DefaultCamelContext load(String yaml, Map<String, String> replaced) throws Exception {
        DefaultCamelContext context = new DefaultCamelContext();
        String text = inTheWordsOf(Version.parse(context.getVersion()), yaml);
        for (Map.Entry<String, String> each : replaced.entrySet()) {
            assertThat(text).contains(each.getKey());
            text = text.replace(each.getKey(), each.getValue());
        }
        Resource resource = ResourceHelper.fromString("page.yaml", text);
        PluginHelper.getRoutesLoader(context).loadRoutes(resource);
        return context;
    }

    @Test
    void everyBlockIsRead() throws Exception {
        List<String> blocks = page.blocks("yaml");
        assertThat(blocks).hasSizeGreaterThanOrEqualTo(3);
        for (String block : blocks) {
            load(block, Map.of()).close();
        }
    }

    @Test
    void theFirstBlockDeliversMailByTheBearerThatTheRulesChoose() throws Exception {
        // GreenMail says "+" before it listens: what comes in between is announced only when it is spoken to again
        try (MailServer server = new MailServer();
                DefaultCamelContext context = load(
                        page.blocks("yaml").get(0),
                        Map.of(
                                "imaps-idle:imap.example.org",
                                "imap-idle:127.0.0.1:" + server.imapPort(),
                                "\"{{mail.password}}\"",
                                MailServer.PASSWORD + "\n        startTls: false\n        reconcileInterval: 1000"))) {
            ReportedBearers bearers = new ReportedBearers();
            context.getRegistry().lookupByNameAndType("gateway", Mobility.class).setMonitor(bearers);
            context.start();
            bearers.report(Bearers.cellular());
            await().atMost(PATIENCE).untilAsserted(() -> assertThat(MailServer.clients(server.imapPort()))
                    .contains("127.0.0.3"));
            server.deliver("hello");
            await().atMost(PATIENCE).until(() -> server.isSeen("hello"));
        }
    }
}
