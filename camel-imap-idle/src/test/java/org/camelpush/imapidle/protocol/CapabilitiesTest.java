package org.camelpush.imapidle.protocol;

import java.util.Set;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class CapabilitiesTest {

    @Test
    void knowsWhatIsThereInAnyCase() {
        Capabilities can = Capabilities.of("  IMAP4rev1 idle   auth=plain ");
        assertThat(can.names()).containsExactlyInAnyOrder("IMAP4REV1", "IDLE", "AUTH=PLAIN");
        assertThat(can.has("IDLE")).isTrue();
        assertThat(can.has("MOVE")).isFalse();
    }

    @Test
    void rev2IncludesWhatItDoesNotName() {
        Capabilities both = Capabilities.of("IMAP4rev1 IMAP4rev2").usable(Set.of("MOVE"));
        assertThat(both.has("IDLE")).isTrue();
        assertThat(both.has("MOVE")).isFalse();
        assertThat(both.has("ESEARCH")).isFalse();
        assertThat(both.isRev2()).isFalse();
        assertThat(both.mayBecomeRev2()).isTrue();
        assertThat(both.asRev2(Set.of()).has("ESEARCH")).isTrue();
        assertThat(both.asRev2(Set.of("ESEARCH")).has("ESEARCH")).isFalse();
        Capabilities only = Capabilities.of("IMAP4rev2").usable(Set.of());
        assertThat(only.isRev2()).isTrue();
        assertThat(only.mayBecomeRev2()).isFalse();
        assertThat(only.has("ESEARCH")).isTrue();
    }

    @Test
    void whatIsSwitchedOffIsNotThere() {
        Capabilities rev1 = Capabilities.of("IMAP4rev1 IDLE");
        assertThat(rev1.usable(Set.of("MOVE"))).isSameAs(rev1);
        assertThat(rev1.usable(Set.of("IDLE")).names()).containsExactly("IMAP4REV1");
        assertThat(rev1.mayBecomeRev2()).isFalse();
        assertThat(Capabilities.of("IMAP4rev1 IMAP4rev2").mayBecomeRev2()).isFalse();
    }

    @Test
    void mailboxesOfAServerShareWhatItSays() {
        assertThat(Capabilities.of("IMAP4rev1 IDLE X-SHARED")).isSameAs(Capabilities.of("IMAP4rev1 IDLE X-SHARED"));
    }

    @Test
    void whatServersSayDoesNotPileUp() {
        Capabilities first = Capabilities.of("IMAP4rev1 X-FIRST");
        for (int server = 0; server < 64; server++) {
            Capabilities.of("IMAP4rev1 X-SERVER" + server);
        }
        assertThat(Capabilities.of("IMAP4rev1 X-FIRST")).isEqualTo(first).isNotSameAs(first);
        String longer = "IMAP4rev1 " + "X".repeat(2_000);
        assertThat(Capabilities.of(longer)).isEqualTo(Capabilities.of(longer)).isNotSameAs(Capabilities.of(longer));
    }

    @Test
    void noneIsNone() {
        assertThat(Capabilities.of("")).isEqualTo(Capabilities.NONE);
    }

    @Test
    void readsResponseCodes() {
        assertThat(ResponseCode.of("uidnext 4392").is("UIDNEXT")).isTrue();
        assertThat(ResponseCode.of("uidnext 4392").number()).hasValue(4392);
        assertThat(ResponseCode.of("UIDNEXT").number()).isEmpty();
        assertThat(ResponseCode.of("UIDNEXT x").number()).isEmpty();
        assertThat(ResponseCode.of("UIDNEXT 123456789012345678").number()).hasValue(123456789012345678L);
        assertThat(ResponseCode.of("UIDNEXT 1234567890123456789").number()).isEmpty();
        assertThat(ResponseCode.of("BADCHARSET (a b)").argument()).isEqualTo("(a b)");
    }
}
