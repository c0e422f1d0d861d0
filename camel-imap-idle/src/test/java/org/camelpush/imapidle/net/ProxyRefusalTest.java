package org.camelpush.imapidle.net;

import org.camelpush.imapidle.session.Failure;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

/** The words are Netty's; ProxyTest shows that a proxy brings them about. */
class ProxyRefusalTest {

    @ParameterizedTest
    @ValueSource(
            strings = {
                "http, none, /127.0.0.1:3128 => mail.invalid:143, status: 407 Proxy Authentication Required",
                "socks5, password, /127.0.0.1:1080 => mail.invalid:143, authStatus: UNKNOWN(1)",
                "socks5, password, /127.0.0.1:1080 => mail.invalid:143, authStatus: FAILURE"
            })
    void aRefusedLoginIsNotTriedAgainSoon(String words) {
        assertThat(ProxyTunnel.kindOf(words)).isEqualTo(Failure.Kind.AUTHENTICATION);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "http, none, /127.0.0.1:3128 => mail.invalid:143, status: 403 Forbidden",
                "socks5, none, /127.0.0.1:1080 => mail.invalid:143, status: FORBIDDEN",
                "Connection refused"
            })
    void allElseIsAMatterOfTheNetwork(String words) {
        assertThat(ProxyTunnel.kindOf(words)).isEqualTo(Failure.Kind.NETWORK);
    }
}
