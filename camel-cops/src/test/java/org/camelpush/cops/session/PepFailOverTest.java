package org.camelpush.cops.session;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.time.Duration;

import org.camelpush.cops.message.AcceptMessage;
import org.camelpush.cops.message.CloseMessage;
import org.camelpush.cops.message.CopsError;
import org.camelpush.cops.message.ErrorCode;
import org.camelpush.cops.message.KeepAliveTimer;
import org.camelpush.cops.message.LastPdpAddress;
import org.camelpush.cops.message.PdpRedirectAddress;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

/** Which PDP a PEP goes to, and when. */
class PepFailOverTest {

    private static final PdpAddress PRIMARY = new PdpAddress("primary", 3288);
    private static final PdpAddress BACKUP = new PdpAddress("backup", 3288);
    private static final PdpAddress THIRD = new PdpAddress("third", 3288);

    private static CloseMessage redirect(LastPdpAddress to) {
        return new CloseMessage(
                1,
                CopsError.of(ErrorCode.REDIRECT_TO_PREFERRED_SERVER),
                new PdpRedirectAddress(to.address(), to.port()),
                null);
    }

    private static PdpAddress addressOf(int number) {
        return new PdpAddress("192.0.2." + number, 3288);
    }

    private static PdpAddress last(PepScript pep) {
        return pep.connects.get(pep.connects.size() - 1);
    }

    @Test
    void t5_f43_allServersAreTriedInOrderAndThenItWaits() {
        PepScript pep = PepScript.of(PRIMARY, BACKUP, THIRD);
        pep.cut().cut();
        assertThat(pep.delayOf(SessionTimer.STATE)).as("no wait between them").isEqualTo(Duration.ofSeconds(30));
        pep.cut();
        assertThat(pep.connects).containsExactly(PRIMARY, BACKUP, THIRD);
        assertThat(pep.delayOf(SessionTimer.STATE)).isLessThan(Duration.ofSeconds(7));
        pep.fire(SessionTimer.STATE);
        assertThat(last(pep)).as("the next round begins with the preferred one").isEqualTo(PRIMARY);
        assertThat(pep.session.snapshot().attempts()).isEqualTo(1);
    }

    @Test
    void t5_f23_aLostPdpIsReplacedByTheNextAtOnceAndWaitsForTheRoundToEnd() {
        PepScript pep = PepScript.of(PRIMARY, BACKUP).openAt(1).cut();
        assertThat(last(pep)).isEqualTo(BACKUP);
        pep.openAt(2).cut();
        assertThat(pep.connects)
                .as("a flapping PDP is not asked again without a wait")
                .hasSize(2);
        assertThat(pep.session.snapshot().connected()).isFalse();
    }

    @Test
    void t5_aBackupThatServedLongIsReplacedByThePrimaryFirst() {
        PepScript pep = PepScript.of(PRIMARY, BACKUP).cut().openAt(2);
        pep.pass(Duration.ofMinutes(5)).cut();
        assertThat(pep.connects).containsExactly(PRIMARY, BACKUP, PRIMARY);
        pep.cut();
        assertThat(pep.connects).as("the backup has had its turn").hasSize(3);
    }

    @Test
    void t5_aPdpThatRefusesEveryClientTypeIsReplacedToo() {
        PepScript pep = PepScript.of(PRIMARY, BACKUP).feed(PepScript.connected(1));
        pep.receive(new CloseMessage(1, CopsError.of(ErrorCode.UNSUPPORTED_CLIENT_TYPE), null, null));
        assertThat(pep.closes).isEqualTo(1);
        assertThat(last(pep)).isEqualTo(BACKUP);
    }

    @Test
    void withoutReconnectTheFirstConnectionStillTriesAllAndALostOneIsTheEnd() {
        PepScript pep = new PepScript(
                new ReconnectPolicy(false, Duration.ofSeconds(1), Duration.ofSeconds(1), 1, -1), 9, PRIMARY, BACKUP);
        pep.feed(new PepInput.OpenClient(1)).cut().openAt(2).cut();
        assertThat(pep.connects).containsExactly(PRIMARY, BACKUP);
        assertThat(pep.events).last().isInstanceOf(PepEvent.GaveUp.class);
    }

    @Test
    void t6_l6_aBackupRedirectsBackToThePrimary() {
        PepScript pep = PepScript.of(PRIMARY, BACKUP).cut().openAt(2).receive(redirect(PepScript.at(1)));
        assertThat(last(pep)).isEqualTo(addressOf(1));
        assertThat(pep.closes).isEqualTo(1);
        pep.openAt(1);
        assertThat(pep.session.snapshot().openClientTypes()).containsExactly(1);
        assertThat(pep.events).contains(new PepEvent.Redirected(addressOf(1), null));
    }

    @Test
    void l6_o10_anAddressOfIpv6IsFollowedAndBehindItTheServersAreTried() throws Exception {
        InetAddress address = InetAddress.getByName("2001:db8::7");
        PepScript pep = PepScript.of(PRIMARY, BACKUP).openAt(1).receive(redirect(new LastPdpAddress(address, 13288)));
        assertThat(last(pep)).isEqualTo(new PdpAddress("2001:db8:0:0:0:0:0:7", 13288));
        assertThat(last(pep)).hasToString("[2001:db8:0:0:0:0:0:7]:13288");
        pep.cut();
        assertThat(last(pep)).isEqualTo(BACKUP);
    }

    @Test
    void l6_aClientCloseOfTheConnectionMayRedirectToo() {
        PepScript pep = PepScript.of(PRIMARY).openAt(1);
        pep.receive(new CloseMessage(
                0,
                CopsError.of(ErrorCode.SHUTTING_DOWN),
                new PdpRedirectAddress(PepScript.at(9).address(), 3288),
                null));
        assertThat(last(pep)).isEqualTo(addressOf(9));
    }

    @Test
    void l6_whatIsNotSentWaitsForTheOtherPdpAndWhatIsSentIsNotAskedAgain() {
        PepScript pep = PepScript.of(PRIMARY).openAt(1).ask(1, 1, false);
        pep.receive(redirect(PepScript.at(2))).ask(2, 1, false);
        assertThat(pep.failures.get(1L).kind()).isEqualTo(PepFailure.Kind.CLIENT_TYPE_CLOSED);
        int before = pep.sent.size();
        pep.openAt(2);
        assertThat(pep.sent.subList(before, pep.sent.size())).hasSize(2).last().isEqualTo(pep.asked());
        assertThat(pep.failures).doesNotContainKey(2L);
    }

    @Test
    void l6_f45_aRedirectionOfOneClientTypeWaitsForTheOthers() {
        PepScript pep = PepScript.of(PRIMARY).feed(new PepInput.OpenClient(2)).openAt(1);
        pep.receive(new AcceptMessage(2, new KeepAliveTimer(0), null, null)).receive(redirect(PepScript.at(2)));
        assertThat(pep.connects).hasSize(1);
        pep.receive(new CloseMessage(2, CopsError.of(ErrorCode.SHUTTING_DOWN), null, null));
        assertThat(last(pep)).isEqualTo(addressOf(2));
    }

    @Test
    void f41_aCircleIsLeftAndMayBeGoneAgainLater() {
        PepScript pep = PepScript.of(PRIMARY).openAt(1).receive(redirect(PepScript.at(2)));
        pep.openAt(2).receive(redirect(PepScript.at(1)));
        assertThat(pep.connects).containsExactly(PRIMARY, addressOf(2));
        assertThat(pep.events).last().isInstanceOf(PepEvent.Lost.class);
        pep.fire(SessionTimer.STATE).pass(PepRedirects.COOL_DOWN).openAt(1).receive(redirect(PepScript.at(2)));
        assertThat(last(pep)).isEqualTo(addressOf(2));
    }

    /** RFC 2748 §2.3: the backup redirects back to the primary, also when that had redirected to it just before. */
    @Test
    void t6_f41_aPdpThatHasKeptThePepForAWhileMayLeadBackButNotInCircles() {
        PepScript pep = PepScript.of(PRIMARY).openAt(1).receive(redirect(PepScript.at(2)));
        pep.openAt(2).pass(PepRedirects.SETTLED).receive(redirect(PepScript.at(1)));
        assertThat(last(pep)).isEqualTo(addressOf(1));
        pep.openAt(1).receive(redirect(PepScript.at(2)));
        assertThat(pep.connects).containsExactly(PRIMARY, addressOf(2), addressOf(1));
        assertThat(pep.events).last().isInstanceOf(PepEvent.Lost.class);
    }

    @Test
    void f41_hopsHaveALimit() {
        PepScript pep = PepScript.of(PRIMARY).openAt(1);
        for (int hop = 2; hop <= 20; hop++) {
            pep.receive(redirect(PepScript.at(hop)));
            if (pep.session.snapshot().attempts() > 0) {
                break;
            }
            pep.openAt(hop);
        }
        assertThat(pep.connects).hasSize(1 + PepRedirects.MAX_HOPS);
    }

    @ParameterizedTest
    @ValueSource(strings = {"0.0.0.0", "::", "224.0.0.1", "ff02::1", "255.255.255.255", "192.0.2.1"})
    void f41_whereNobodyCanBeIsNotGoneTo(String address) throws UnknownHostException {
        PepScript pep = PepScript.of(PRIMARY).openAt(1);
        pep.receive(redirect(new LastPdpAddress(InetAddress.getByName(address), 3288)));
        assertThat(pep.connects).hasSize(1);
        assertThat(pep.events)
                .anySatisfy(event -> assertThat(event).isInstanceOfSatisfying(PepEvent.Redirected.class, refused -> {
                    assertThat(refused.isBad()).isTrue();
                    assertThat(refused.text()).contains("not followed");
                }));
    }

    @Test
    void f41_portZeroIsNotGoneTo() {
        PepScript pep = PepScript.of(PRIMARY).openAt(1);
        pep.receive(redirect(new LastPdpAddress(PepScript.at(5).address(), 0)));
        assertThat(pep.connects).hasSize(1);
    }
}
