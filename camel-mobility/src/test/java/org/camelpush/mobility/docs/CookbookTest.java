package org.camelpush.mobility.docs;

import java.io.IOException;
import java.net.ServerSocket;
import java.time.LocalDate;
import java.util.Set;

import org.apache.camel.support.PluginHelper;
import org.apache.camel.support.ResourceHelper;
import org.camelpush.mobility.bearer.BearerType;
import org.camelpush.mobility.bearer.Metered;
import org.camelpush.mobility.bearer.Roaming;
import org.camelpush.mobility.policy.MigrationMode;
import org.camelpush.mobility.policy.RulePolicy;
import org.camelpush.mobility.testkit.Bearers;
import org.camelpush.mobility.testkit.HubFixture;
import org.camelpush.mobility.testkit.LoopSession;
import org.camelpush.testkit.Page;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.camelpush.mobility.testkit.HubFixture.PATIENCE;

/** Each recipe of the cookbook in docs/mobility.md decides as it says. */
class CookbookTest {

    private final Page cookbook = Page.of("docs/mobility.md").section("## Cookbook");
    private final HubFixture hub = new HubFixture();

    @AfterEach
    void stop() {
        hub.close();
    }

    private String recipe(String heading) {
        return cookbook.section("### " + heading).blocks("yaml").get(0);
    }

    private void load(String yaml) throws Exception {
        PluginHelper.getRoutesLoader(hub.context()).loadRoutes(ResourceHelper.fromString("recipe.yaml", yaml));
        RulePolicy rules = hub.context().getRegistry().lookupByNameAndType("rules", RulePolicy.class);
        if (rules != null) {
            hub.hub().setPolicy(rules);
        }
        LoopSession.bind(hub, Set.of(MigrationMode.MAKE_BEFORE_BREAK));
    }

    @Test
    void theOfficeNetworkIsPreferred() throws Exception {
        load(recipe("Prefer the office network"));
        hub.bearers().report(Bearers.ethernet());
        hub.bearers().report(Bearers.wifi().withTags(Set.of("office")));
        hub.start();
        hub.awaitOutcomes("OK - wlan0");
    }

    @Test
    void whatCostsComesLast() throws Exception {
        load(recipe("What costs comes last"));
        hub.bearers().report(Bearers.cellular());
        hub.bearers()
                .report(Bearers.up("sat0", BearerType.SATELLITE, "127.0.0.4").withMetered(Metered.NO));
        hub.start();
        hub.awaitOutcomes("OK - sat0");
        hub.bearers().gone("sat0");
        hub.awaitOutcomes("OK - sat0", "OK - wwan0");
    }

    @Test
    void abroadNothingIsUsed() throws Exception {
        load(recipe("Never abroad"));
        hub.bearers().report(Bearers.cellular().withRoaming(Roaming.INTERNATIONAL));
        hub.start();
        hub.awaitState("loop", "OFFLINE");
        hub.bearers().report(Bearers.cellular().withRoaming(Roaming.NATIONAL));
        hub.awaitOutcomes("OK - wwan0");
    }

    @Test
    void aBudgetThatIsUsedUpMeansOffline() throws Exception {
        load(recipe("A budget of data"));
        RulePolicy rules = hub.context().getRegistry().lookupByNameAndType("rules", RulePolicy.class);
        assertThat(rules.getBudget().percent("wwan0", LocalDate.now())).isZero();
        rules.getBudget().count("wwan0", 50_000_000, LocalDate.now());
        hub.bearers().report(Bearers.cellular());
        hub.start();
        hub.awaitState("loop", "OFFLINE");
        hub.bearers().report(Bearers.wifi());
        hub.awaitOutcomes("OK - wlan0");
    }

    @Test
    void whatCostsWaitsForAPerson() throws Exception {
        load(recipe("A person approves"));
        hub.bearers().report(Bearers.cellular());
        hub.start();
        hub.awaitState("loop", "DECIDING");
        assertThat(hub.outcomes()).isEmpty();
        hub.request("mobility:gateway?operation=approve&session=loop", null);
        hub.awaitOutcomes("OK - wwan0");
        hub.bearers().report(Bearers.wifi());
        hub.awaitOutcomes("OK - wwan0", "OK wwan0 wlan0");
    }

    @Test
    void aPolicyServerDecides() throws Exception {
        hub.hub().setDecisionTimeout(PATIENCE);
        load(recipe("A policy server decides")
                .replace("cops:127.0.0.1", "cops:127.0.0.1:" + freePort())
                .replace("requestTimeout: 4s", "requestTimeout: 1m"));
        hub.bearers().report(Bearers.cellular());
        hub.start();
        hub.awaitOutcomes("OK - wwan0");
        await().atMost(PATIENCE).untilAsserted(() -> assertThat(hub.told())
                .anyMatch(event -> event.toString().contains("the policy route says so")));
    }

    private static int freePort() throws IOException {
        try (ServerSocket any = new ServerSocket(0)) {
            return any.getLocalPort();
        }
    }
}
