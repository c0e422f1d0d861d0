package org.camelpush.imapidle.protocol;

import java.nio.charset.StandardCharsets;
import java.util.Base64;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

class OAuthChallengeTest {

    private static OAuthChallenge of(String json) {
        return OAuthChallenge.of(Base64.getEncoder().encodeToString(json.getBytes(StandardCharsets.UTF_8)));
    }

    /** RFC 7628 §4.3. */
    @Test
    void readsTheRfcsOwnExample() {
        OAuthChallenge challenge = OAuthChallenge.of("eyJzdGF0dXMiOiJpbnZhbGlkX3Rva2VuIiwic2NvcGUiOiJleGFtcGxl"
                + "X3Njb3BlIiwib3BlbmlkLWNvbmZpZ3VyYXRpb24iOiJodHRwczovL2V4"
                + "YW1wbGUuY29tLy53ZWxsLWtub3duL29wZW5pZC1jb25maWd1cmF0aW9uIn0=");
        assertThat(challenge).isEqualTo(new OAuthChallenge("invalid_token", "example_scope", ""));
        assertThat(challenge.words()).isEqualTo(" (status invalid_token, scope example_scope)");
    }

    @Test
    void readsNumbersAndEscapes() {
        assertThat(of("{ \"status\" : 401, \"schemes\":\"bearer \\\"x\\\" \\\\\", \"scope\":\"\"}"))
                .isEqualTo(new OAuthChallenge("401", "", "bearer \"x\" \\"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "not base64!", "AAAA", "e30="})
    void whatCannotBeReadSaysNothing(String challenge) {
        assertThat(OAuthChallenge.of(challenge).words()).isEmpty();
    }

    @Test
    void neitherLengthNorControlCharactersComeThrough() {
        assertThat(of("{\"status\":\"" + "x".repeat(1_000) + "\"}").status()).hasSize(201);
        assertThat(of("{\"status\":\"a\nb\"}").status()).isEqualTo("a?b");
        assertThat(of("{\"status\":\"" + "x".repeat(10_000) + "\"}").status()).isEmpty();
        assertThat(of("{\"status\":\"" + "\\".repeat(4_000)).status()).isEmpty();
    }
}
