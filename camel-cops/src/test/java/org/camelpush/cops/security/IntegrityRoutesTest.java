package org.camelpush.cops.security;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;

import org.apache.camel.Exchange;
import org.camelpush.cops.CopsConstants;
import org.camelpush.cops.CopsException;
import org.camelpush.cops.PolicyFixture;
import org.camelpush.cops.message.AcceptMessage;
import org.camelpush.cops.message.CloseMessage;
import org.camelpush.cops.message.CopsDecision;
import org.camelpush.cops.message.CopsError;
import org.camelpush.cops.message.Integrity;
import org.camelpush.cops.message.KeepAliveMessage;
import org.camelpush.cops.message.KeepAliveTimer;
import org.camelpush.cops.message.Octets;
import org.camelpush.cops.message.OpenMessage;
import org.camelpush.cops.message.PepId;
import org.camelpush.cops.testkit.RawPeer;
import org.camelpush.cops.testkit.Vectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

/** Keys between real routes. */
class IntegrityRoutesTest {

    private static final String SECRET = "hex:" + Octets.of(Keys.SECRET).toHex();

    private final PolicyFixture policy = new PolicyFixture();
    /** A PEP has one connection, and so one security: others of its name are elsewhere. */
    private final PolicyFixture elsewhere = new PolicyFixture();

    @TempDir
    private Path folder;

    @AfterEach
    void stop() {
        elsewhere.close();
        policy.close();
    }

    private String bind(String name, KeyRing ring) {
        policy.context().getRegistry().bind(name, ring);
        elsewhere.context().getRegistry().bind(name, ring);
        return "&keys=#" + name;
    }

    private void pdp(String options) {
        policy.pdp(options, exchange -> exchange.getMessage().setHeader(CopsConstants.DECISION, "INSTALL"));
    }

    private void isServed(String options) {
        Exchange exchange = policy.ask(policy.pep(options), "a flow");
        assertThat(exchange.getException()).isNull();
        assertThat(exchange.getMessage().getBody()).isInstanceOf(CopsDecision.class);
    }

    private void isRefused(String options, String why) {
        elsewhere.context().start();
        Exchange exchange = elsewhere.ask(policy.pep("&requestTimeout=1500" + options), "a flow");
        assertThat(exchange.getException(CopsException.class)).hasMessageContaining(why);
    }

    @Test
    void i1_i2_i3_routesAskAndDecideWithOneKey() {
        pdp("&requireIntegrity=true" + bind("pdp", Keys.ring(Keys.seven())));
        String pep = bind("pep", Keys.ring(Keys.seven()));
        for (int i = 0; i < 20; i++) {
            isServed(pep);
        }
        assertThat(policy.requests()).hasSize(20).allMatch(request -> request.integrity() == null);
    }

    @Test
    void routesAskAndDecideWithSha256() {
        pdp("&requireIntegrity=true" + bind("pdp", Keys.ring(Keys.eight())));
        isServed(bind("pep", Keys.ring(Keys.eight())));
    }

    @Test
    void f46_whoHasNoKeyIsRefusedAndTheNextIsServed() {
        pdp("&requireIntegrity=true" + bind("pdp", Keys.ring(Keys.seven())));
        isRefused("", "15/4097 AUTHENTICATION_REQUIRED");
        isServed(bind("pep", Keys.ring(Keys.seven())));
        assertThat(policy.requests()).hasSize(1);
    }

    @Test
    void f47_whoHasAnotherKeyIsRefusedAndTheNextIsServed() {
        pdp("&requireIntegrity=true" + bind("pdp", Keys.ring(Keys.seven())));
        IntegrityKey forged = IntegrityKey.of(7, IntegrityAlgorithm.HMAC_MD5_96, Keys.OTHER_SECRET);
        isRefused(bind("forged", Keys.ring(forged)), "14 AUTHENTICATION_FAILURE");
        isServed(bind("pep", Keys.ring(Keys.seven())));
        assertThat(policy.requests()).hasSize(1);
    }

    @Test
    void f48_aMessageThatIsRepeatedOnTheWireIsTheEndAndTheNextIsServed() throws Exception {
        pdp(bind("pdp", Keys.ring(Keys.seven())));
        try (RawPeer pep = RawPeer.pep(policy.port())) {
            pep.send(Vectors.get("OPN0int"));
            long number = ((Integrity.Hmac) pep.read(AcceptMessage.class).integrity()).sequence() + 1;
            String start = "1009000000000020" + "00181001" + "00000007" + String.format("%08x", number);
            byte[] digest =
                    Keys.seven().digest(ByteBuffer.wrap(Octets.ofHex(start).toArray()));
            String keepAlive = start + Octets.of(digest).toHex();
            pep.send(keepAlive);
            pep.read(KeepAliveMessage.class);
            pep.send(keepAlive);
            CloseMessage close = pep.read(CloseMessage.class);
            assertThat(close.error().code()).isEqualTo(14);
            assertThat(close.integrity()).isInstanceOf(Integrity.Hmac.class);
            assertThat(pep.isClosedByPeer()).isTrue();
        }
        isServed("");
    }

    @Test
    void f52_aPepWithKeysDoesNotAskWhoHasNone() throws Exception {
        String keys = bind("pep", Keys.ring(Keys.seven()));
        try (ServerSocket listener = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            policy.route(builder -> builder.from("direct:ask")
                    .to(PolicyFixture.pep(listener.getLocalPort(), "&requestTimeout=2s" + keys)));
            var asking = policy.context().createProducerTemplate().asyncSend("direct:ask", exchange -> exchange.getIn()
                    .setBody("a flow"));
            try (RawPeer pdp = RawPeer.pdp(listener)) {
                assertThat(pdp.read(OpenMessage.class).clientType()).isZero();
                pdp.send(new AcceptMessage(0, new KeepAliveTimer(0), null, null));
                CloseMessage close = pdp.read(CloseMessage.class);
                assertThat(close.clientType()).isZero();
                assertThat(close.error().code()).isEqualTo(15);
                assertThat(pdp.isClosedByPeer()).isTrue();
            }
            assertThat(asking.get().getException(CopsException.class))
                    .hasMessageContaining("without agreeing on Integrity");
        }
    }

    @Test
    void i6_keysAreExchangedWhileExchangesFlow() {
        KeyRing pdpKeys = Keys.ring(Keys.seven());
        KeyRing pepKeys = Keys.ring(Keys.seven());
        pdp("&requireIntegrity=true" + bind("pdp", pdpKeys));
        String pep = bind("pep", pepKeys);
        isServed(pep);
        Instant now = Instant.now();
        List<List<IntegrityKey>> steps = List.of(
                // both take the new one, and send with the old one until half an hour has passed
                List.of(
                        Keys.seven().validUntil(now.plusSeconds(3_600)),
                        Keys.eight().validFrom(now)),
                // it has
                List.of(Keys.seven().validUntil(now.plusSeconds(3_600)), Keys.eight()),
                List.of(Keys.eight()));
        for (List<IntegrityKey> step : steps) {
            pdpKeys.replace(step);
            isServed(pep);
            pepKeys.replace(step);
            isServed(pep);
        }
        assertThat(policy.consumer().getSessions()).as("all on one connection").isEqualTo(1);
    }

    @Test
    void aKeyCanBeThatOfOnePepAlone() {
        IntegrityKey ofPep1 = Keys.seven().forPep("pep1");
        IntegrityKey ofPep2 = IntegrityKey.of(7, IntegrityAlgorithm.HMAC_MD5_96, Keys.OTHER_SECRET)
                .forPep("pep2");
        pdp("&requireIntegrity=true" + bind("pdp", Keys.ring(ofPep1, ofPep2)));
        isServed(bind("pep1", Keys.ring(ofPep1)));
        isRefused(
                bind("stolen", Keys.ring(IntegrityKey.of(7, IntegrityAlgorithm.HMAC_MD5_96, Keys.OTHER_SECRET))), "14");
    }

    @Test
    void i6_keysComeFromAFile() throws Exception {
        Path file = folder.resolve("keys");
        Files.writeString(file, "# keys\nid=7 secret=" + SECRET + " until=2999-01-01T00:00:00Z # the first\n");
        pdp("&requireIntegrity=true&keyFile=file:" + file);
        isServed("&keyFile=file:" + file);
    }

    @Test
    void aFileWithoutKeysKeepsTheRouteFromStarting() throws Exception {
        Path file = folder.resolve("keys");
        Files.writeString(file, "id=7 secret=s3cret");
        assertThatThrownBy(() -> pdp("&keyFile=file:" + file))
                .hasStackTraceContaining("Line 1 of the keys: secret= must be hex:, base64: or text:")
                .satisfies(failure -> assertThat(allTexts(failure)).doesNotContain("s3cret"));
    }

    private static String allTexts(Throwable failure) {
        StringWriter text = new StringWriter();
        failure.printStackTrace(new PrintWriter(text));
        return text.toString();
    }

    @Test
    void aPepWhoseConnectionIsRefusedComesBackWhenItHasTheKey() {
        KeyRing pepKeys = Keys.ring(IntegrityKey.of(7, IntegrityAlgorithm.HMAC_MD5_96, Keys.OTHER_SECRET));
        pdp("&requireIntegrity=true" + bind("pdp", Keys.ring(Keys.seven())));
        String pep = "&requestTimeout=1500" + bind("pep", pepKeys);
        assertThat(policy.ask(policy.pep(pep), "a flow").getException(CopsException.class))
                .hasMessageContaining("14");
        pepKeys.replace(List.of(Keys.seven()));
        await().atMost(PolicyFixture.PATIENCE).untilAsserted(() -> isServed(pep));
    }

    @Test
    void theErrorSaysWhatIsWanted() throws Exception {
        pdp("&requireIntegrity=true" + bind("pdp", Keys.ring(Keys.seven())));
        try (RawPeer pep = RawPeer.pep(policy.port())) {
            pep.send(new OpenMessage(0, new PepId("pep1"), null, null, new Integrity.Tls(1)));
            assertThat(pep.read(CloseMessage.class))
                    .isEqualTo(new CloseMessage(0, new CopsError(15, 16 << 8 | 1), null, null));
        }
    }
}
