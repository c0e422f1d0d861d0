package org.camelpush.examples.copstool;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HexFormat;
import java.util.List;
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import static org.assertj.core.api.Assertions.assertThat;

/** What messages hold that another encoder made. */
class PrintTest {

    private static final Path VECTORS = Path.of("../../camel-cops/src/test/resources/cops-vectors.txt");

    private final Tool tool = new Tool();

    static Stream<String> vectors() throws IOException {
        return Files.readAllLines(VECTORS).stream().filter(line -> !line.startsWith("#"));
    }

    private static String hex(String vector) {
        try {
            return vectors()
                    .filter(line -> line.startsWith(vector + " "))
                    .findFirst()
                    .orElseThrow()
                    .split(" ")[1];
        } catch (IOException missing) {
            throw new IllegalStateException(missing);
        }
    }

    @ParameterizedTest
    @MethodSource("vectors")
    void printsEveryMessage(String vector) {
        String hex = vector.split(" ")[1];
        assertThat(tool.run("print", hex)).isZero();
        String title = tool.out().lines().findFirst().orElseThrow();
        assertThat(vector).startsWith(title.substring(0, title.indexOf(',')));
        assertThat(title).endsWith(", " + hex.length() / 2 + " octets");
    }

    @Test
    void printsAllThatIsInARequest() {
        assertThat(tool.run("print", hex("REQ"))).isZero();
        assertThat(tool.out()).isEqualTo("""
                REQ, client type 0x0001, 80 octets
                  Handle        6162636465
                  Context       R-Type 7, M-Type 2
                  In-Int        192.0.2.9, ifindex 7
                  Out-Int       [2001:db8:0:0:0:0:0:9], ifindex 8
                  ClientSI      SIGNALED 010203
                  LPDPDecision  INSTALL
                """);
    }

    @Test
    void printsDecisionsInTheirOrder() {
        assertThat(tool.run("print", hex("DEC"), hex("DECERR"))).isZero();
        assertThat(tool.out()).isEqualTo("""
                DEC, client type 0x0001, solicited, 60 octets
                  Handle        6162636465
                  Context       R-Type 1, M-Type 2
                  Decision      INSTALL
                  Context       R-Type 2, M-Type 2
                  Decision      INSTALL, flags 1
                  Decision      STATELESS 0007
                DEC, client type 0x0001, solicited, 24 octets
                  Handle        0000002a
                  Error         13/25345 UNKNOWN_OBJECT, C-Num 99, C-Type 1
                """);
    }

    @Test
    void printsWhatSecuresAConnection() {
        assertThat(tool.run("print", hex("CAT0int"), hex("OPN0tls"))).isZero();
        assertThat(tool.out()).isEqualTo("""
                CAT, client type 0x0000, 40 octets
                  KATimer       30 s
                  Integrity     key 7, sequence 10, digest 502ef468de49c3bf9c9b61ec
                OPN, client type 0x0000, 36 octets
                  PEPID         pep1.example
                  Integrity     TLS, flags 1
                """);
    }

    @Test
    void aFileHoldsOctetsOrTheirText() throws IOException {
        Path text = Files.createTempFile("cops", ".txt");
        Path binary = Files.createTempFile("cops", ".bin");
        try {
            Files.write(
                    text,
                    List.of(
                            "# a comment",
                            hex("OPN").substring(0, 20),
                            hex("OPN").substring(20)));
            Files.write(binary, HexFormat.of().parseHex(hex("OPN")));
            Tool piped = new Tool(Files.readAllBytes(binary));
            Tool read = new Tool();
            assertThat(tool.run("print", "--file=" + text)).isZero();
            assertThat(read.run("print", "--file=" + binary)).isZero();
            assertThat(piped.run("print", "--file=-")).isZero();
            assertThat(tool.out())
                    .contains("LastPDPAddr   192.0.2.1:3288\n")
                    .isEqualTo(read.out())
                    .isEqualTo(piped.out());
        } finally {
            Files.delete(text);
            Files.delete(binary);
        }
    }

    @Test
    void saysWhatIsNoMessage() {
        assertThat(tool.run("print", "10ff000000000008")).isEqualTo(CopsTool.FAILED);
        assertThat(tool.out())
                .isEqualTo("Malformed, op code 255, client type 0x0000: unknown op code 255\n"
                        + "  Error         3 BAD_MESSAGE_FORMAT\n");
    }

    @Test
    void goesOnBehindAMalformedMessageAndSaysWhatIsLeft() {
        String withoutContext = "1001000100000010000801010000002a";
        assertThat(tool.run("print", withoutContext, hex("KA"), "1009")).isEqualTo(CopsTool.FAILED);
        assertThat(tool.out())
                .contains("Malformed, op code 1, client type 0x0001: ")
                .contains("7 MANDATORY_OBJECT_MISSING")
                .endsWith("KA, client type 0x0000, 8 octets\n2 octets that are no whole message\n");
    }
}
