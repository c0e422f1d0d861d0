package org.camelpush.mobility.docs;

import java.util.Set;
import java.util.concurrent.atomic.AtomicReference;

import org.apache.camel.support.PluginHelper;
import org.apache.camel.support.ResourceHelper;
import org.camelpush.mobility.Mobility;
import org.camelpush.mobility.testkit.Bearers;
import org.camelpush.mobility.testkit.HubFixture;
import org.camelpush.mobility.testkit.MailServer;
import org.camelpush.testkit.Page;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import static org.awaitility.Awaitility.await;
import static org.camelpush.mobility.testkit.HubFixture.PATIENCE;

/** The profiles in docs/mobility.md do as the page says. */
class ProfilesOfThePageTest {

    private final MailServer server = new MailServer();
    private final HubFixture hub = new HubFixture();

    @AfterEach
    void stop() {
        hub.close();
        server.close();
    }

    @Test
    void headersComeByWhatCostsAndAllOfAMailFromTheOffice() throws Exception {
        String yaml = Page.of("docs/mobility.md")
                .section("## Profiles")
                .blocks("yaml")
                .get(0)
                .replace("imap.office.example.org", "127.0.0.1")
                .replace("port: 143", "port: " + server.imapPort())
                .replace("STARTTLS", "NONE");
        PluginHelper.getRoutesLoader(hub.context()).loadRoutes(ResourceHelper.fromString("page.yaml", yaml));
        hub.context()
                .getRegistry()
                .lookupByNameAndType(HubFixture.HUB, Mobility.class)
                .setMonitor(hub.bearers());
        AtomicReference<String> downloaded = new AtomicReference<>();
        hub.work(exchange -> downloaded.set(exchange.getIn().getHeader("CamelImapIdleDownloaded", String.class)));
        hub.mobileRoute("inbox", server.imapIdleUri("")).start();
        hub.bearers().report(Bearers.cellular());
        hub.awaitOutcomes("OK - wwan0");
        server.deliver("costly");
        await().atMost(PATIENCE).until(downloaded::get, "headers"::equals);
        hub.bearers().report(Bearers.wifi().withTags(Set.of("office")));
        hub.awaitOutcomes("OK - wwan0", "OK wwan0 wlan0");
        server.deliver("free");
        await().atMost(PATIENCE).until(downloaded::get, "full"::equals);
    }
}
