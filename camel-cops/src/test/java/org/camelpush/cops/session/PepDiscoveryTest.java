package org.camelpush.cops.session;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/** A PEP that is told a service of DNS instead of its PDPs (RFC 2782). */
class PepDiscoveryTest {

    private static final PdpAddress SERVICE = new PdpAddress("_cops._tcp.example.com", 0);
    private static final PdpAddress ONE = new PdpAddress("one.example.com", 3288);
    private static final PdpAddress TWO = new PdpAddress("two.example.com", 3289);
    private static final PdpAddress FIXED = new PdpAddress("fixed", 3288);

    private static PepScript discovered(PepScript pep, SrvRecord... records) {
        return pep.feed(new PepInput.Discovered(pep.generation, List.of(records)));
    }

    private static SrvRecord record(int priority, PdpAddress target) {
        return new SrvRecord(priority, 0, target);
    }

    @Test
    void dnsIsAskedFirstAndItsPdpsAreTriedByTheirPriority() {
        PepScript pep = PepScript.of(SERVICE);
        assertThat(pep.discoveries).containsExactly(SERVICE);
        assertThat(pep.connects).isEmpty();
        discovered(pep, record(20, ONE), record(10, TWO));
        assertThat(pep.connects).containsExactly(TWO);
        pep.cut();
        assertThat(pep.connects).containsExactly(TWO, ONE);
        assertThat(pep.session.snapshot().server()).isEqualTo(ONE);
        assertThat(pep.discoveries).as("not again in the same round").hasSize(1);
    }

    @Test
    void eachRoundAsksDnsAgain() {
        PepScript pep = discovered(PepScript.of(SERVICE), record(1, ONE)).cut();
        assertThat(pep.delayOf(SessionTimer.STATE))
                .as("the wait that ends a round")
                .isLessThan(Duration.ofSeconds(7));
        pep.fire(SessionTimer.STATE);
        assertThat(pep.discoveries).hasSize(2);
        discovered(pep, record(1, TWO));
        assertThat(pep.connects).containsExactly(ONE, TWO);
    }

    @Test
    void aConnectionThatLivedLongIsFollowedByAnotherQuestion() {
        PepScript pep = discovered(PepScript.of(SERVICE), record(1, ONE)).openAt(1);
        pep.pass(Duration.ofMinutes(5)).cut();
        assertThat(pep.discoveries).hasSize(2);
        discovered(pep, record(1, ONE), record(2, TWO));
        assertThat(pep.connects).as("the one that failed has had its turn").containsExactly(ONE, TWO);
    }

    @Test
    void aServiceStandsInTheOrderOfTheOthers() {
        PepScript pep = PepScript.of(FIXED, SERVICE);
        assertThat(pep.connects).containsExactly(FIXED);
        pep.cut();
        assertThat(pep.discoveries).containsExactly(SERVICE);
        discovered(pep, record(1, FIXED), record(2, ONE));
        assertThat(pep.connects).as("each once in a round, by whatever name").containsExactly(FIXED, ONE);
    }

    @Test
    void whenAllItsPdpsWereTriedTheNextOneFollowsOrTheWait() {
        PepScript pep = PepScript.of(FIXED, SERVICE).cut();
        discovered(pep, record(1, FIXED));
        assertThat(pep.connects).containsExactly(FIXED);
        assertThat(pep.session.snapshot().attempts()).isEqualTo(1);
        assertThat(pep.session.snapshot().lastFailure()).isEqualTo("all PDPs of _cops._tcp.example.com were tried");
    }

    @Test
    void whenDnsDoesNotKnowTheNextServerIsTried() {
        PepScript pep = PepScript.of(SERVICE, FIXED).cut();
        assertThat(pep.connects).containsExactly(FIXED);
        assertThat(pep.discoveries).hasSize(1);
    }

    @Test
    void whenDnsDoesNotAnswerThatIsAnAttemptThatFailed() {
        PepScript pep = PepScript.of(SERVICE, FIXED);
        int asked = pep.generation;
        pep.fire(SessionTimer.STATE);
        assertThat(pep.connects).containsExactly(FIXED);
        pep.feed(new PepInput.Discovered(asked, List.of(record(1, ONE))));
        assertThat(pep.connects).as("a late answer is no matter").containsExactly(FIXED);
    }

    @Test
    void whatDnsSaysIsTakenByItsWeights() {
        List<SrvRecord> records = List.of(
                new SrvRecord(1, 0, ONE),
                new SrvRecord(1, 30, TWO),
                new SrvRecord(1, 10, FIXED),
                new SrvRecord(0, 5, SERVICE));
        SplittableRandom random = new SplittableRandom(1);
        Map<PdpAddress, Integer> second = new HashMap<>();
        for (int i = 0; i < 10_000; i++) {
            List<PdpAddress> ordered = SrvRecord.order(records, random);
            assertThat(ordered).hasSize(4).doesNotHaveDuplicates().startsWith(SERVICE);
            second.merge(ordered.get(1), 1, Integer::sum);
        }
        assertThat(second.get(TWO)).as("30 of 41").isBetween(7_100, 7_550);
        assertThat(second.get(FIXED)).as("10 of 41").isBetween(2_250, 2_650);
        assertThat(second.get(ONE)).as("1 of 41: a very small chance").isBetween(150, 350);
    }

    @Test
    void withoutWeightsAllHaveTheirTurn() {
        List<SrvRecord> records = new ArrayList<>();
        records.add(record(1, ONE));
        records.add(record(1, TWO));
        assertThat(SrvRecord.order(records, new SplittableRandom(1))).containsExactlyInAnyOrder(ONE, TWO);
        assertThat(SrvRecord.order(List.of(), new SplittableRandom(1))).isEmpty();
    }

    @Test
    void aServiceIsToldFromAHostByItsName() {
        assertThat(SERVICE.isService()).isTrue();
        assertThat(SERVICE.domain()).isEqualTo("example.com");
        assertThat(SERVICE).hasToString("_cops._tcp.example.com");
        assertThat(ONE.isService()).isFalse();
    }
}
