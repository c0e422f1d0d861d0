package org.camelpush.cops.policy;

import java.util.List;

import org.apache.camel.Exchange;
import org.camelpush.cops.CopsClientType;
import org.camelpush.cops.CopsConstants;
import org.camelpush.cops.CopsException;
import org.camelpush.cops.PolicyFixture;
import org.camelpush.cops.message.ClientInfo;
import org.camelpush.cops.message.Context;
import org.camelpush.cops.message.CopsDecision;
import org.camelpush.cops.message.DecisionData;
import org.camelpush.cops.message.Octets;
import org.camelpush.cops.message.RequestMessage;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/** A client type of its own: routes see numbers, and the wire has them in one octet. */
class ClientTypesTest {

    private final PolicyFixture policy = new PolicyFixture();

    /** Bodies are Integers. */
    private static final class Numbers implements CopsClientType {
        @Override
        public int clientType() {
            return 0x8001;
        }

        @Override
        public Object request(RequestMessage request) {
            return (int) request.clientInfo().get(0).data().toArray()[0];
        }

        @Override
        public Object decision(CopsDecision decision) {
            return (int) decision.data().toArray()[0];
        }

        @Override
        public List<ClientInfo> clientInfo(Object body) {
            return List.of(new ClientInfo(ClientInfo.Kind.NAMED, octet(body)));
        }

        @Override
        public List<DecisionData> decisionData(Object body, Context context) {
            return List.of(new DecisionData(DecisionData.Kind.STATELESS, octet(body)));
        }

        private static Octets octet(Object body) {
            return Octets.of(((Integer) body).byteValue());
        }
    }

    @AfterEach
    void stop() {
        policy.close();
    }

    private void pdp() {
        policy.route(builder -> builder.from("cops:127.0.0.1:" + policy.port() + "?clientTypes=0x8001,2")
                .setHeader(CopsConstants.DECISION, builder.constant("INSTALL"))
                .process(exchange -> {
                    if (exchange.getIn().getBody() instanceof Integer number) {
                        exchange.getMessage().setBody(number * 2);
                    }
                }));
    }

    @Test
    void aBeanSaysWhatBodiesMean() {
        policy.context().getRegistry().bind("numbers", new Numbers());
        pdp();
        Exchange answer = policy.ask(policy.pep(""), 21);
        assertThat(answer.getException()).isNull();
        assertThat(answer.getMessage().getBody()).isEqualTo(42);
    }

    @Test
    void aClientTypeWithoutABeanIsRaw() {
        policy.context().getRegistry().bind("numbers", new Numbers());
        pdp();
        Exchange answer = policy.ask("cops:127.0.0.1:" + policy.port() + "?clientType=2&pepId=pep1", new byte[] {7});
        assertThat(answer.getMessage().getBody(CopsDecision.class).data().isEmpty())
                .isTrue();
    }

    @Test
    void f62_whatABeanCannotReadIsAnsweredWithAnError() {
        pdp();
        assertThat(policy.ask(policy.pep(""), "").getException()).isNull();
        policy.close();
        policy.context().getRegistry().bind("numbers", new Numbers());
        policy.context().start();
        assertThat(policy.ask(policy.pep(""), "text").getException()).isInstanceOf(ClassCastException.class);
        try (PolicyFixture plain = new PolicyFixture()) {
            plain.context().start();
            assertThat(plain.ask(policy.pep(""), "").getException())
                    .isInstanceOfSatisfying(CopsException.class, refused -> assertThat(refused.getKind())
                            .isEqualTo(CopsException.Kind.REFUSED));
        }
    }

    @Test
    void f62_whatTheRouteLeavesOfTheRequestIsNoDecision() {
        policy.context().getRegistry().bind("texts", new CopsClientType() {
            @Override
            public int clientType() {
                return 0x8001;
            }

            @Override
            public Object request(RequestMessage request) {
                return request.clientInfo().get(0).data().toText();
            }
        });
        policy.route(builder -> builder.from("cops:127.0.0.1:" + policy.port() + "?clientTypes=0x8001")
                .process(exchange -> {}));
        assertThat(policy.ask(policy.pep(""), "INSTALL").getException())
                .isInstanceOfSatisfying(CopsException.class, refused -> assertThat(refused.getKind())
                        .isEqualTo(CopsException.Kind.REFUSED));
    }

    @Test
    void twoBeansOfOneNumberAreAnError() {
        policy.context().getRegistry().bind("one", new Numbers());
        policy.context().getRegistry().bind("two", CopsClientType.raw(0x8001));
        assertThatThrownBy(this::pdp).rootCause().hasMessageContaining("two beans for client type 32769");
    }
}
