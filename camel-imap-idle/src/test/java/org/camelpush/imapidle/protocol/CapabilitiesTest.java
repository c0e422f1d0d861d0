package org.camelpush.imapidle.protocol;

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
