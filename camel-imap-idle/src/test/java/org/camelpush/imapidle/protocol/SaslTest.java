package org.camelpush.imapidle.protocol;

import java.nio.charset.StandardCharsets;
import java.util.Base64;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class SaslTest {

    private static String decoded(String base64) {
        return new String(Base64.getDecoder().decode(base64), StandardCharsets.UTF_8);
    }

    @Test
    void writesPlainInUtf8() {
        assertThat(decoded(Sasl.plain("us\u00e9r", "p\u00e4ss"))).isEqualTo("\0us\u00e9r\0p\u00e4ss");
    }

    /** The example on Google's page of the protocol. */
    @Test
    void writesXoauth2() {
        assertThat(Sasl.xoauth2("someuser@example.com", "ya29.vF9dft4qmTc2Nvb3RlckBhdHRhdmlzdGEuY29tCg"))
                .isEqualTo("dXNlcj1zb21ldXNlckBleGFtcGxlLmNvbQFhdXRoPUJlYXJlciB5YTI5LnZGOWRmdDRxbVRjMk52"
                        + "YjNSbGNrQmhkSFJoZG1semRHRXVZMjl0Q2cBAQ==");
    }

    /** RFC 7628 §3.1 and RFC 5801 §4. */
    @Test
    void writesOauthbearerWithTheUsersNameEscaped() {
        assertThat(decoded(Sasl.oauthBearer("a=b,c", "token"))).isEqualTo("n,a=a=3Db=2Cc,\1auth=Bearer token\1\1");
    }
}
