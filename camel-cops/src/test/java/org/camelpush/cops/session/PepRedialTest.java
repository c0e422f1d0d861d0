package org.camelpush.cops.session;

import java.time.Duration;

import org.camelpush.cops.message.Context;
import org.camelpush.cops.message.CopsDecision;
import org.camelpush.cops.message.CopsRequest;
import org.camelpush.cops.message.DecisionCommand;
import org.camelpush.cops.message.Octets;
import org.junit.jupiter.api.Test;

import static java.util.List.of;
import static org.assertj.core.api.Assertions.assertThat;

/** A PEP goes on by another connection, for the way to its PDP is another one. */
class PepRedialTest {

    private static final PdpAddress ONE = new PdpAddress("one", 3288);
    private static final PdpAddress TWO = new PdpAddress("two", 3288);

    private final PepScript pep = PepScript.of(ONE, TWO);

    private static PepInput redial(long id) {
        return new PepInput.Redial(id, true);
    }

    @Test
    void theSamePdpIsConnectedToAtOnceAndFindsTheStatesAsTheyWere() {
        pep.cut().openAt(2);
        pep.ask(1, 1, true);
        pep.receive(CopsDecision.of(DecisionCommand.INSTALL, of()).answering(pep.asked()));
        pep.sent.clear();

        pep.feed(redial(7));

        assertThat(pep.closes).isEqualTo(1);
        assertThat(pep.sent).as("no goodbye, which would end the states").isEmpty();
        assertThat(pep.connects).containsExactly(ONE, TWO, TWO);
        assertThat(pep.done).isEmpty();
        pep.openAt(2);
        assertThat(pep.opened().lastPdp()).isEqualTo(PepScript.at(2));
        assertThat(pep.done).containsExactly(7L);
        assertThat(pep.session.snapshot().handles()).isEqualTo(1);
    }

    @Test
    void whatWaitsForADecisionFailsAndWhatIsAskedMeanwhileWaits() {
        pep.openAt(1).ask(1, 1, false).feed(redial(7));
        assertThat(pep.failures.get(1L).kind()).isEqualTo(PepFailure.Kind.DISCONNECTED);
        pep.ask(2, 1, false).openAt(1);
        assertThat(pep.failures).doesNotContainKey(2L);
        assertThat(pep.asked()).isNotNull();
    }

    @Test
    void aWaitForTheNextAttemptIsCutShort() {
        pep.cut().cut();
        assertThat(pep.connects).hasSize(2);
        pep.feed(redial(7));
        assertThat(pep.connects).hasSize(3);
        assertThat(pep.delayOf(SessionTimer.STATE))
                .as("time for the connection")
                .isEqualTo(Duration.ofSeconds(30));
    }

    @Test
    void whenNoPdpCanBeHadThatWayTheRedialHasFailedAndThePepTriesOn() {
        pep.openAt(1).feed(redial(7)).cut().cut();
        assertThat(pep.failures.get(7L).kind()).isEqualTo(PepFailure.Kind.DISCONNECTED);
        assertThat(pep.connects).containsExactly(ONE, ONE, TWO);
        pep.fire(SessionTimer.STATE).openAt(1);
        assertThat(pep.done).as("one outcome").isEmpty();
    }

    @Test
    void aConnectionThatGoesThatWayAlreadyIsWaitedForAndNotLeft() {
        PepInput sameWay = new PepInput.Redial(7, false);
        pep.feed(sameWay);
        assertThat(pep.done).isEmpty();
        pep.openAt(1);
        assertThat(pep.done).containsExactly(7L);
        pep.feed(new PepInput.Redial(8, false));
        assertThat(pep.done).containsExactly(7L, 8L);
        assertThat(pep.connects).containsExactly(ONE);
        pep.cut().cut().feed(new PepInput.Redial(9, false));
        assertThat(pep.connects).as("no wait for the next attempt").hasSize(3);
    }

    @Test
    void aLaterRedialTakesThePlaceOfAnEarlierOne() {
        pep.openAt(1).feed(redial(7)).feed(redial(8)).openAt(1);
        assertThat(pep.failures.get(7L).kind()).isEqualTo(PepFailure.Kind.NOT_NOW);
        assertThat(pep.done).containsExactly(8L);
    }

    @Test
    void onePepThatWantsNothingConnectsNowhere() {
        pep.feed(new PepInput.CloseClient(1)).feed(redial(7));
        assertThat(pep.connects).containsExactly(ONE);
        assertThat(pep.done).containsExactly(7L);
    }

    @Test
    void aStopEndsItAndBehindThatThereIsNone() {
        pep.openAt(1).feed(redial(7)).feed(new PepInput.Stop()).feed(redial(8));
        assertThat(pep.failures.get(7L).kind()).isEqualTo(PepFailure.Kind.STOPPED);
        assertThat(pep.failures.get(8L).kind()).isEqualTo(PepFailure.Kind.STOPPED);
    }

    @Test
    void whereNoNetworkMayBeUsedNothingIsDialledUntilTheNextRedial() {
        pep.openAt(1).ask(1, 1, false);
        pep.sent.clear();
        pep.feed(new PepInput.GoOffline());
        assertThat(pep.closes).isEqualTo(1);
        assertThat(pep.sent).as("no goodbye, which would end the states").isEmpty();
        assertThat(pep.failures.get(1L).kind()).isEqualTo(PepFailure.Kind.DISCONNECTED);
        assertThat(pep.delayOf(SessionTimer.STATE)).as("no attempt to come").isNull();
        assertThat(pep.session.snapshot().lastFailure()).isEqualTo("no network may be used");
        assertThat(pep.events).last().isEqualTo(new PepEvent.Offline());

        pep.ask(2, 1, false)
                .feed(new PepInput.OpenClient(3))
                .feed(new PepInput.Arrived())
                .feed(new PepInput.GoOffline());
        assertThat(pep.connects).containsExactly(ONE);
        assertThat(pep.failures).as("it waits").doesNotContainKey(2L);

        pep.feed(redial(7)).openAt(1);
        assertThat(pep.connects).containsExactly(ONE, ONE);
        assertThat(pep.done).containsExactly(7L);
        assertThat(pep.asked()).isNotNull();
    }

    @Test
    void whoDoesNotWaitForAPdpIsToldThatNoNetworkMayBeUsed() {
        pep.openAt(1).feed(new PepInput.GoOffline());
        pep.feed(new PepInput.Ask(5, 1, null, CopsRequest.of(new Context(1, 0), Octets.EMPTY), false, false));
        assertThat(pep.failures.get(5L).text()).contains("no network may be used");
    }

    @Test
    void aRedialThatIsUnderWayIsOverWhenNoNetworkMayBeUsedAnyMore() {
        pep.openAt(1).feed(redial(7)).feed(new PepInput.GoOffline());
        assertThat(pep.failures.get(7L).text()).isEqualTo("no network may be used");
        pep.cut().fire(SessionTimer.STATE);
        assertThat(pep.connects).containsExactly(ONE, ONE);
    }

    @Test
    void whatIsWantedAgainWhileNoNetworkMayBeUsedWaits() {
        pep.openAt(1).feed(new PepInput.GoOffline()).feed(new PepInput.CloseClient(1));
        pep.feed(new PepInput.OpenClient(1));
        assertThat(pep.connects).containsExactly(ONE);
        pep.feed(redial(7)).openAt(1);
        assertThat(pep.done).containsExactly(7L);
    }

    @Test
    void whereNothingIsWantedANetworkThatMayBeUsedAgainIsUsedBehindTheRedial() {
        pep.openAt(1).feed(new PepInput.CloseClient(1)).feed(new PepInput.GoOffline());
        pep.feed(redial(7)).feed(new PepInput.OpenClient(1));
        assertThat(pep.done).containsExactly(7L);
        assertThat(pep.connects).containsExactly(ONE, TWO);
    }

    @Test
    void aStopEndsItAlsoWhileNoNetworkMayBeUsed() {
        pep.openAt(1).feed(new PepInput.GoOffline()).feed(new PepInput.Stop()).feed(new PepInput.GoOffline());
        pep.ask(9, 1, false);
        assertThat(pep.failures.get(9L).kind()).isEqualTo(PepFailure.Kind.STOPPED);
    }

    @Test
    void onePepThatHasGivenUpTriesAgain() {
        PepScript given =
                new PepScript(new ReconnectPolicy(false, Duration.ofSeconds(1), Duration.ofSeconds(1), 1, -1), 9, ONE);
        given.feed(new PepInput.OpenClient(1)).openAt(1).cut();
        assertThat(given.connects).hasSize(1);
        given.ask(1, 1, false);
        assertThat(given.failures).containsOnlyKeys(1L);
        given.feed(redial(7)).openAt(1);
        assertThat(given.done).containsExactly(7L);
        given.ask(2, 1, false);
        assertThat(given.asked()).as("asks go out again").isNotNull();
        assertThat(given.failures).containsOnlyKeys(1L);
    }
}
