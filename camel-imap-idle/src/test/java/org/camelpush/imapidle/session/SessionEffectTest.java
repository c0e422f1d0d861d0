package org.camelpush.imapidle.session;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

class SessionEffectTest {

    @Test
    void aSecretLineIsNotShown() {
        assertThat(new SessionEffect.Send(3, "A1 LOGIN \"u\" \"word\"", true)).hasToString("Send[3, ***]");
        assertThat(new SessionEffect.Send(3, "A1 NOOP", false)).hasToString("Send[3, A1 NOOP]");
    }

    /** Lest it goes by any network. */
    @Test
    void nothingIsConnectedWhereNoNetworkMayBeUsed() {
        assertThatThrownBy(() -> new SessionEffect.Connect(1, Binding.NOWHERE))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void aPasswordIsNotShown() {
        assertThat(new SessionInput.CredentialsReady(3, "user", "word")).hasToString("CredentialsReady[3]");
    }
}
