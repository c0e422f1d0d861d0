package org.camelpush.cops.codec;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

class CopsLimitsTest {

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "63 | 8 | 1 | maxMessageLength is 63; it must be 64 to 2147483647",
                "64 | 7 | 1 | maxObjects is 7; it must be 8 to 2147483647",
                "64 | 8 | 0 | maxHandleLength is 0; it must be 1 to 65531",
                "64 | 8 | 65532 | maxHandleLength is 65532; it must be 1 to 65531"
            })
    void refusesWhatIsOutOfBoundsByName(int length, int objects, int handle, String message) {
        assertThatThrownBy(() -> new CopsLimits(length, objects, handle)).hasMessage(message);
    }
}
