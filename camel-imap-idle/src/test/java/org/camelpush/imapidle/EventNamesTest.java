package org.camelpush.imapidle;

import org.camelpush.imapidle.session.EventChoice;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

class EventNamesTest {

    @Test
    void namesAreReadInAnyOrderAndCase() {
        assertThat(EventNames.of(" Flags,mailbox")).isEqualTo(new EventChoice(false, true, false, true));
        assertThat(EventNames.of("messages")).isEqualTo(EventChoice.MESSAGES);
    }

    @Test
    void anUnknownNameIsToldWithTheNearestOne() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> EventNames.of("messages,expunge"))
                .withMessageContaining("expunge,")
                .withMessageContaining("did you mean expunged?");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> EventNames.of(" , "))
                .withMessageContaining("Option events is empty");
    }
}
