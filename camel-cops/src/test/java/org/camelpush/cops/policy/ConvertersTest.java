package org.camelpush.cops.policy;

import java.net.InetAddress;
import java.util.List;
import java.util.Map;

import org.apache.camel.Exchange;
import org.apache.camel.TypeConversionException;
import org.apache.camel.util.json.JsonObject;
import org.apache.camel.util.json.Jsoner;
import org.camelpush.cops.CopsConstants;
import org.camelpush.cops.CopsException;
import org.camelpush.cops.PolicyFixture;
import org.camelpush.cops.message.ClientInfo;
import org.camelpush.cops.message.Context;
import org.camelpush.cops.message.CopsDecision;
import org.camelpush.cops.message.CopsError;
import org.camelpush.cops.message.CopsRequest;
import org.camelpush.cops.message.Decision;
import org.camelpush.cops.message.DecisionCommand;
import org.camelpush.cops.message.DecisionData;
import org.camelpush.cops.message.Handle;
import org.camelpush.cops.message.InInterface;
import org.camelpush.cops.message.Octets;
import org.camelpush.cops.message.OutInterface;
import org.camelpush.cops.message.RequestMessage;
import org.camelpush.cops.testkit.Wire;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/** Requests as maps, JSON and octets; maps, words and truth as decisions. */
class ConvertersTest {

    private final PolicyFixture policy = new PolicyFixture();

    @AfterEach
    void stop() {
        policy.close();
    }

    private static RequestMessage request() throws Exception {
        DecisionData data = new DecisionData(DecisionData.Kind.STATELESS, Octets.ofText("own"));
        return new CopsRequest(
                        new Context(8, 3),
                        new InInterface(InetAddress.getByName("192.0.2.9"), 7),
                        new OutInterface(InetAddress.getByName("2001:db8::9"), 8),
                        List.of(new ClientInfo(ClientInfo.Kind.SIGNALED, Octets.ofText("flow"))),
                        List.of(new Decision(null, DecisionCommand.INSTALL, 1, List.of(data))))
                .with(0x8001, new Handle(Octets.ofHex("0000002a")));
    }

    private <T> T convert(Class<T> type, Object value) {
        policy.control(context -> context.start());
        return policy.context().getTypeConverter().convertTo(type, value);
    }

    @Test
    void aRequestIsAMap() throws Exception {
        assertThat(convert(Map.class, request()).toString())
                .contains("clientType=32769, handle=0000002a, requestType=8, messageType=3")
                .contains("192.0.2.9", "2001:db8:0:0:0:0:0:9", "text=flow", "hex=666c6f77", "kind=SIGNALED")
                .contains("decision=INSTALL, flags=1", "text=own");
    }

    @Test
    void aRequestIsJson() throws Exception {
        JsonObject json = (JsonObject) Jsoner.deserialize(convert(String.class, request()));
        assertThat(json.getInteger("clientType")).isEqualTo(0x8001);
        assertThat(json.toJson()).contains("\"text\":\"flow\"", "\"address\":\"192.0.2.9\"");
    }

    @Test
    void aRequestIsTheOctetsThatItWas() throws Exception {
        assertThat(Octets.of(convert(byte[].class, request()))).isEqualTo(Wire.encode(request()));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "INSTALL | INSTALL",
                " remove | REMOVE",
                "null | NULL",
                "true | INSTALL",
                "FALSE | REMOVE",
                "{\"decision\": \"install\"} | INSTALL",
                "{\"decision\": false} | REMOVE"
            })
    void aWordIsADecision(String text, DecisionCommand command) {
        assertThat(convert(CopsDecision.class, text)).isEqualTo(CopsDecision.of(command, List.of()));
    }

    @Test
    void aMapIsADecision() {
        DecisionData named = new DecisionData(DecisionData.Kind.NAMED, Octets.ofText("10 Mbit/s"));
        assertThat(convert(
                        CopsDecision.class,
                        Map.of("decision", "INSTALL", "flags", 1, "data", "10 Mbit/s", "kind", "named")))
                .isEqualTo(new CopsDecision(
                        List.of(new Decision(null, DecisionCommand.INSTALL, 1, List.of(named))), null));
        assertThat(convert(CopsDecision.class, Map.of("decision", "INSTALL", "hex", "00ff"))
                        .data())
                .isEqualTo(Octets.ofHex("00ff"));
        assertThat(convert(CopsDecision.class, Map.of("error", 4, "subCode", 2)))
                .isEqualTo(CopsDecision.failed(new CopsError(4, 2)));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "perhaps",
                "",
                "{",
                "{}",
                "{\"decison\": \"INSTALL\"}",
                "{\"decision\": \"INSTALL\", \"flags\": \"one\"}",
                "{\"decision\": \"INSTALL\", \"data\": \"a\", \"hex\": \"00\"}",
                "{\"decision\": \"INSTALL\", \"data\": \"a\", \"kind\": \"nice\"}",
                "{\"decision\": \"INSTALL\", \"hex\": \"xy\"}",
                "{\"error\": 70000}"
            })
    void whatIsNoDecisionIsNotTakenForOne(String text) {
        assertThatThrownBy(() -> convert(CopsDecision.class, text)).isInstanceOf(TypeConversionException.class);
    }

    @Test
    void routesAnswerByTruthWordsAndMaps() {
        policy.pdp("", exchange -> {
            Map<?, ?> asked = exchange.getIn().getBody(Map.class);
            Object answer =
                    switch (((Map<?, ?>) ((List<?>) asked.get("clientInfo")).get(0))
                            .get("text")
                            .toString()) {
                        case "truth" -> false;
                        case "word" -> "install";
                        case "map" -> Map.of("decision", "NULL", "data", "nothing");
                        default -> "no idea";
                    };
            exchange.getMessage().setBody(answer);
        });
        assertThat(ask("truth").getMessage().getHeader(CopsConstants.DECISION)).isEqualTo(DecisionCommand.REMOVE);
        assertThat(ask("word").getMessage().getHeader(CopsConstants.DECISION)).isEqualTo(DecisionCommand.INSTALL);
        assertThat(ask("map").getMessage().getBody(CopsDecision.class).data().toText())
                .isEqualTo("nothing");
        assertThat(ask("else").getException(CopsException.class).getError().code())
                .isEqualTo(4);
    }

    private Exchange ask(String text) {
        return policy.ask(policy.pep(""), text);
    }
}
