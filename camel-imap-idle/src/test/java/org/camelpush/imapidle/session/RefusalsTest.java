package org.camelpush.imapidle.session;

import java.util.List;

import org.camelpush.imapidle.protocol.Frame;
import org.camelpush.imapidle.protocol.Response;
import org.camelpush.imapidle.protocol.ResponseParser;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

class RefusalsTest {

    private static boolean isLimit(String text) {
        Response.Tagged answer = (Response.Tagged) ResponseParser.parse(new Frame("A1 " + text, List.of()));
        return Refusals.isLimit(answer.code(), answer.text());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "NO [UNAVAILABLE] Maximum number of connections from user+IP exceeded",
                "NO [LIMIT] enough",
                "NO [INUSE] locked",
                "NO [SERVERBUG] oops",
                "NO [OVERQUOTA] full",
                "NO [ALERT] Too many simultaneous connections. (Failure)",
                "BAD Request is throttled. Suggested Backoff Time: 92415 milliseconds",
                "NO Server busy",
                "NO please TRY AGAIN LATER",
                "BAD User is authenticated but not connected."
            })
    void aServerWithoutRoomSaysNotNow(String answer) {
        assertThat(isLimit(answer)).isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {"NO [AUTHENTICATIONFAILED] wrong", "NO [NONEXISTENT] no such folder", "BAD what?", "NO"})
    void aServerThatSaysNoMeansIt(String answer) {
        assertThat(isLimit(answer)).isFalse();
    }
}
