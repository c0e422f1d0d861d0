package org.camelpush.mobility.bearer;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;

import org.camelpush.mobility.testkit.Bearers;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

class BearerBookTest {

    private final BearerBook book = new BearerBook();

    private static List<String> words(List<BearerEvent> events) {
        return events.stream()
                .map(event -> event.name() + " " + event.bearer().id() + " "
                        + event.bearer().generation())
                .toList();
    }

    private List<String> look(Bearer... seen) {
        return words(book.look(List.of(seen)));
    }

    @Test
    void aBearerAppearsChangesAndIsLost() {
        assertThat(look(Bearers.wifi())).containsExactly("appeared wlan0 1");
        assertThat(look(Bearers.wifi())).isEmpty();
        assertThat(look(Bearers.wifi().withMetered(Metered.YES))).containsExactly("changed wlan0 1");
        assertThat(look(Bearers.wifi().withState(BearerState.LOSING))).containsExactly("losing wlan0 1");
        assertThat(look()).containsExactly("lost wlan0 1");
        assertThat(look(Bearers.wifi())).containsExactly("appeared wlan0 2");
    }

    @Test
    void aLookThatFindsNothingDifferentHasNoNewNumber() {
        look(Bearers.wifi());
        long number = book.snapshot().number();
        look(Bearers.wifi());
        assertThat(book.snapshot().number()).isEqualTo(number);
    }

    @Test
    void whatIsLostIsToldBeforeWhatAppears() {
        look(Bearers.wifi());
        assertThat(look(Bearers.cellular())).containsExactly("lost wlan0 1", "appeared wwan0 1");
    }

    @Test
    void scenario39_anotherAddressOnTheSameDeviceIsAnotherGeneration() {
        look(Bearers.wifi());
        Bearer moved = Bearers.wifi().withAddresses(List.of("127.0.0.9"));
        assertThat(look(moved)).containsExactly("lost wlan0 1", "appeared wlan0 2");
    }

    @Test
    void aFurtherAddressChangesNothingForWhatIsBoundToTheFirst() {
        look(Bearers.wifi());
        Bearer more = Bearers.wifi().withAddresses(List.of("127.0.0.0", "127.0.0.2"));
        assertThat(look(more)).containsExactly("changed wlan0 1");
    }

    @Test
    void scenario40_anotherDeviceUnderTheOldNameIsAnotherGeneration() {
        look(Bearers.wifi().withDevice("wlan0", 3));
        assertThat(look(Bearers.wifi().withDevice("wlan0", 7))).containsExactly("lost wlan0 1", "appeared wlan0 2");
        assertThat(look(Bearers.wifi().withDevice("wlp3s0", 7))).containsExactly("lost wlan0 2", "appeared wlan0 3");
    }

    @Test
    void aBlockedBearerKeepsItsGeneration() {
        look(Bearers.wifi());
        assertThat(look(Bearers.wifi().withState(BearerState.BLOCKED))).containsExactly("blocked wlan0 1");
        assertThat(look(Bearers.wifi())).containsExactly("unblocked wlan0 1");
    }

    @Test
    void aBearerThatWasDownAppearsAsAnotherGeneration() {
        assertThat(look(Bearers.wifi().withState(BearerState.DOWN))).isEmpty();
        assertThat(look(Bearers.wifi())).containsExactly("appeared wlan0 2");
        assertThat(look(Bearers.wifi().withState(BearerState.DOWN))).containsExactly("lost wlan0 2");
    }

    @Test
    void moreBearersThanAreAllowedAreLeftOut() {
        List<Bearer> many = new ArrayList<>();
        for (int i = 0; i < BearerBook.MAX_BEARERS + 5; i++) {
            many.add(Bearers.up("b" + i, BearerType.OTHER, "127.0.0.1"));
        }
        book.look(many);
        assertThat(book.snapshot().all()).hasSize(BearerBook.MAX_BEARERS);
    }

    @Test
    void anIdThatCouldForgeALogLineIsRefused() {
        for (String id : List.of("", " ", "a\nb", "x".repeat(Bearer.MAX_ID + 1))) {
            assertThatThrownBy(() -> Bearer.of(id, BearerType.WIFI)).isInstanceOf(IllegalArgumentException.class);
        }
    }

    @Test
    void aBearerSaysWhetherASessionCanBeBoundToIt() {
        assertThat(Bearers.wifi().isUsable()).isTrue();
        assertThat(Bearers.wifi().withReachability(Reachability.PORTAL).isUsable())
                .isFalse();
        assertThat(Bearers.wifi().withAddresses(List.of()).isUsable()).isFalse();
        assertThat(Bearers.wifi()
                        .withAddresses(List.of())
                        .withDevice("wlan0", 1)
                        .isUsable())
                .isTrue();
        assertThat(Bearers.wifi().withState(BearerState.BLOCKED).isUsable()).isFalse();
    }

    @Test
    void aReportedBearerIsHeardOfUntilItIsGone() {
        ReportedBearers reported = new ReportedBearers();
        List<String> heard = new ArrayList<>();
        reported.start((snapshot, events) -> heard.addAll(words(events)), null);
        reported.report(Bearers.wifi());
        reported.report(Bearers.cellular());
        reported.gone("wlan0");
        reported.stop();
        reported.gone("wwan0");
        assertThat(heard).containsExactly("appeared wlan0 1", "appeared wwan0 1", "lost wlan0 1");
        assertThat(reported.snapshot().bearers()).isEmpty();
    }

    @Test
    void aBearerIsShownToPeopleInOneLine() {
        assertThat(Bearers.wifi().withDevice("wlp1", 2).withTags(Set.of("home")))
                .hasToString("wlan0 (wifi, up, wlp1, 127.0.0.2)");
        assertThat(Bearer.of("x", BearerType.VPN)).hasToString("x (vpn, down)");
    }
}
