package org.camelpush.imapidle.producer;

import java.io.IOException;
import java.util.Map;

import org.camelpush.imapidle.testkit.MailboxScript;
import org.camelpush.imapidle.testkit.ScriptedImapServer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/** A producer leaves by the address that was said, and does not start where it could not keep to more. */
@EnabledOnOs(OS.LINUX)
class ProducerNetworkTest {

    private final ProducerFixture producer = new ProducerFixture();
    private ScriptedImapServer server;

    @BeforeEach
    void serve() throws IOException {
        server = ScriptedImapServer.start(new MailboxScript());
    }

    @AfterEach
    void stop() throws IOException {
        producer.close();
        server.close();
    }

    @Test
    void theServerSeesTheLocalAddress() throws Exception {
        producer.start(ProducerFixture.uri(server.port(), "&localAddress=127.0.0.2"))
                .done("status", Map.of(), null);
        assertThat(server.connection(1).clientAddress()).isEqualTo("127.0.0.2");
        producer.close();
    }

    @Test
    void makesNoConnectionFromAnAddressThisHostDoesNotHave() throws Exception {
        producer.start(ProducerFixture.uri(server.port(), "&localAddress=192.0.2.1"));
        assertThat(producer.fails("status", Map.of())).isInstanceOf(ConnectionLostException.class);
        assertThat(server.accepted()).isZero();
    }

    private void refuses(String options, String words) {
        assertThatThrownBy(() -> producer.start(ProducerFixture.uri(server.port(), options)))
                .hasStackTraceContaining(words);
        assertThat(server.accepted()).isZero();
    }

    @Test
    void refusesAProxy() {
        refuses("&proxy=socks5://127.0.0.1:1080", "Option proxy is set; it must be left out in a producer");
    }

    @Test
    @EnabledOnOs(value = OS.LINUX, architectures = "amd64")
    void refusesADevice() {
        refuses("&networkInterface=lo", "Option networkInterface is lo; it must be left out in a producer");
    }
}
