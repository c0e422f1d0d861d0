package org.camelpush.examples.copstool;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/** A PDP and PEPs that are run from the command line. */
class CopsToolTest {

    private static final String RULES = "decisions.yaml";

    @TempDir
    private Path folder;

    private final int port = Tool.freePort();
    private final Tool pdp = new Tool();

    private CompletableFuture<Integer> serve(String options, int requests) {
        CompletableFuture<Integer> served = CompletableFuture.supplyAsync(
                () -> pdp.run("serve", "cops:127.0.0.1:" + port + options, RULES, "--requests=" + requests));
        await().atMost(Tool.PATIENCE).until(() -> served.isDone() || pdp.out().contains("Ready\n"));
        return served;
    }

    private Tool ask(int exit, String pepId, String clientType, String... options) {
        Tool pep = new Tool();
        String uri = "cops:127.0.0.1:" + port + "?requestTimeout=60s&pepId=" + pepId + "&clientType=" + clientType;
        int code =
                pep.run(Stream.concat(Stream.of("ask", uri), Stream.of(options)).toArray(String[]::new));
        assertThat(code).as(pep.out() + pep.err() + pdp.out() + pdp.err()).isEqualTo(exit);
        return pep;
    }

    @Test
    void decidesByTheFirstRuleThatIsForARequest() throws Exception {
        CompletableFuture<Integer> served = serve("", 4);
        assertThat(ask(0, "edge-1", "0x8001", "--text=a flow").out()).isEqualTo("""
                Decision
                  Context       R-Type 1, M-Type 0
                  Decision      INSTALL
                  Decision      CLIENT_SPECIFIC 3130204d6269742f73 "10 Mbit/s"
                """);
        assertThat(ask(0, "edge-1", "0x8001", "--hex=00 ff", "--m-type=0x10").out())
                .isEqualTo("""
                Decision
                  Context       R-Type 1, M-Type 16
                  Decision      REMOVE
                """);
        assertThat(ask(CopsTool.FAILED, "edge-2", "0x8002", "--text=a flow").err())
                .contains("6 UNSUPPORTED_CLIENT_TYPE");
        assertThat(ask(0, "edge-2", "0x8001", "--text=a flow").out()).contains("REMOVE");
        assertThat(served.get(Tool.PATIENCE.toSeconds(), SECONDS)).isZero();
        assertThat(pdp.out()).contains("""
                request of edge-1
                REQ, client type 0x8001
                  Handle        0000000000000001
                  Context       R-Type 1, M-Type 0
                  ClientSI      SIGNALED 6120666c6f77 "a flow"
                Decision
                  Decision      INSTALL
                  Decision      CLIENT_SPECIFIC 3130204d6269742f73 "10 Mbit/s"
                """);
    }

    @Test
    void aConfigurationIsReportedOnAndThePdpHearsIt() throws Exception {
        CompletableFuture<Integer> served = serve("?events=request,report,close", 2);
        assertThat(ask(0, "edge-1", "0x8001", "--r-type=8").out()).isEqualTo("""
                Decision
                  Context       R-Type 8, M-Type 0
                  Decision      INSTALL
                  Decision      NAMED 0a000001
                Reported as SUCCESS
                """);
        await().atMost(Tool.PATIENCE).untilAsserted(() -> assertThat(pdp.out())
                .contains("report of edge-1\n", "  Report-Type   SUCCESS\n", "close of edge-1\n"));
        ask(0, "edge-1", "0x8001");
        assertThat(served.get(Tool.PATIENCE.toSeconds(), SECONDS)).isZero();
    }

    @Test
    void aRequestThatNoRuleIsForIsAnsweredWithAnError() throws Exception {
        Path none = folder.resolve("none.yaml");
        Files.writeString(none, "[{when: {pepId: nobody}, decision: true}]");
        CompletableFuture<Integer> served = CompletableFuture.supplyAsync(
                () -> pdp.run("serve", "cops:127.0.0.1:" + port, none.toString(), "--requests=1"));
        await().atMost(Tool.PATIENCE).until(() -> served.isDone() || pdp.out().contains("Ready\n"));
        assertThat(ask(CopsTool.FAILED, "edge-1", "1").err()).contains("4 UNABLE_TO_PROCESS");
        assertThat(served.get(Tool.PATIENCE.toSeconds(), SECONDS)).isZero();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "[{}] | rule 1: A decision needs decision",
                "[{decision: INSTALL}, {decision: MAYBE}] | rule 2: A decision must be INSTALL, REMOVE or NULL",
                "[{decision: INSTALL, dta: x}] | rule 1: A decision has one of",
                "[{when: {pep: x}, decision: NULL}] | rule 1: when has one of",
                "[{when: {clientType: x}, decision: NULL}] | rule 1: clientType must be a number",
                "[{when: x, decision: NULL}] | rule 1: when must be a map",
                "[x] | rule 1: it must be a map",
                "{decision: NULL} | must be a list of rules",
                "'[decision: NULL' | is no YAML"
            })
    void saysWhichRuleIsWrong(String rules, String why) throws Exception {
        Path file = folder.resolve("rules.yaml");
        Files.writeString(file, rules);
        assertThat(pdp.run("serve", "cops:127.0.0.1:" + port, file.toString())).isEqualTo(CopsTool.MISUSED);
        assertThat(pdp.err()).contains("rules.yaml").contains(why);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "listen | the command must be print, ask or serve",
                "print | there must be either octets",
                "print 1009 --file=x | there must be either octets",
                "print 100 | pairs of hexadecimal digits",
                "print --file=missing | the file missing cannot be read",
                "print --fil=x | unknown argument --fil=",
                "print --file | unknown argument --file",
                "ask | there must be one URI",
                "ask seda:x | begins with cops:",
                "ask cops:127.0.0.1?clientType=1 | pepId",
                "ask cops:127.0.0.1?clientType=1&pepId=x&colour=red | colour",
                "ask cops:127.0.0.1?clientType=1&pepId=x --text=a --hex=00 | not both",
                "ask cops:127.0.0.1?clientType=1&pepId=x --hex=0 | pairs of hexadecimal digits",
                "ask cops:127.0.0.1?clientType=1&pepId=x --r-type=x | --r-type must be a number",
                "ask cops:127.0.0.1?clientType=1&pepId=x --r-type=70000 | R-Type",
                "serve cops:127.0.0.1 | there must be one URI and one file",
                "serve cops:127.0.0.1 missing | the file missing cannot be read",
                "serve cops:127.0.0.1 decisions.yaml --requests=many | --requests must be a number"
            })
    void saysWhichArgumentIsWrong(String arguments, String why) {
        Tool tool = new Tool();
        assertThat(tool.run(arguments.split(" "))).as(tool.err()).isEqualTo(CopsTool.MISUSED);
        assertThat(tool.err()).contains(why).contains("cops-tool --help");
        assertThat(tool.out()).isEmpty();
    }

    @Test
    void helpSaysWhatThereIs() {
        Tool tool = new Tool();
        assertThat(tool.run("--help")).isZero();
        assertThat(tool.out()).contains("cops-tool print", "cops-tool ask", "cops-tool serve");
        assertThat(new Tool().run()).isEqualTo(CopsTool.MISUSED);
    }
}
