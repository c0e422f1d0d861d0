package org.camelpush.cops.failover;

import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;

import org.apache.camel.Exchange;
import org.camelpush.cops.CopsConstants;
import org.camelpush.cops.PolicyFixture;
import org.camelpush.cops.message.DecisionCommand;
import org.camelpush.cops.message.ReportType;
import org.camelpush.cops.message.RequestMessage;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/** One PEP and two PDPs, all of them routes. */
class TwoPdpsTest {

    private final PolicyFixture primary = new PolicyFixture();
    private final PolicyFixture backup = new PolicyFixture();
    private final PolicyFixture pep = new PolicyFixture();
    private final List<DecisionCommand> enforced = new CopyOnWriteArrayList<>();

    @AfterEach
    void stop() {
        pep.close();
        primary.close();
        backup.close();
    }

    private Exchange ask(Map<String, Object> headers) {
        return pep.ask("direct:ask", "10 Mbit/s", headers);
    }

    /** The requests of a PDP, when it has so many. */
    private static List<RequestMessage> requests(PolicyFixture pdp, int count) {
        await().atMost(PolicyFixture.PATIENCE)
                .untilAsserted(() -> assertThat(pdp.requests()).hasSize(count));
        return pdp.requests();
    }

    @Test
    void t5_t6_s3_s5_f40_aStateGoesToTheBackupIsChangedThereAndComesBack() {
        primary.pdp();
        backup.pdp();
        String uri = primary.pep("&servers=127.0.0.1:" + backup.port());
        pep.route(builder -> {
            builder.from(uri + "&role=pep&events=decision")
                    .process(exchange ->
                            enforced.add(exchange.getIn().getHeader(CopsConstants.DECISION, DecisionCommand.class)));
            builder.from("direct:ask").to(uri + "&keepState=true");
        });
        Object handle = ask(Map.of(CopsConstants.REQUEST_TYPE, 8)).getMessage().getHeader(CopsConstants.HANDLE);
        ask(Map.of(CopsConstants.OPERATION, "REPORT", CopsConstants.HANDLE, handle));
        RequestMessage asked = requests(primary, 1).get(0);

        primary.control(context -> context.getRouteController().stopRoute(PolicyFixture.PDP));
        assertThat(requests(backup, 1)).containsExactly(asked);

        Exchange changed = backup.ask(
                "cops:127.0.0.1:" + backup.port() + "?role=pdp&operation=decide",
                null,
                Map.of(
                        CopsConstants.PEP_ID,
                        "pep1",
                        CopsConstants.CLIENT_TYPE,
                        0x8001,
                        CopsConstants.HANDLE,
                        handle,
                        CopsConstants.DECISION,
                        "REMOVE"));
        assertThat(changed.getMessage().getHeader(CopsConstants.REPORT_TYPE)).isEqualTo(ReportType.SUCCESS);
        assertThat(enforced).containsExactly(DecisionCommand.REMOVE);

        primary.control(context -> context.getRouteController().startRoute(PolicyFixture.PDP));
        Exchange redirected = backup.ask(
                "cops:127.0.0.1:" + backup.port() + "?role=pdp&operation=redirect&redirectTo=127.0.0.1:"
                        + primary.port(),
                null,
                Map.of(CopsConstants.PEP_ID, "pep1", CopsConstants.CLIENT_TYPE, 0x8001));
        assertThat(redirected.getException()).isNull();
        assertThat(requests(primary, 2).get(1)).isEqualTo(asked);
        await().atMost(PolicyFixture.PATIENCE).untilAsserted(() -> assertThat(enforced)
                .as("the primary decides as it did, which is another thing than the backup's")
                .containsExactly(DecisionCommand.REMOVE, DecisionCommand.INSTALL));
    }
}
