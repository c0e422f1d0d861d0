package org.camelpush.imapidle.testkit;

import java.time.Duration;

import io.netty.buffer.ByteBufAllocator;
import org.junit.jupiter.api.Test;

import static org.awaitility.Awaitility.await;

class NettyLeaksTest {

    @Test
    void aBufferThatNobodyReleasesIsFound() {
        try (NettyLeaks leaks = NettyLeaks.watch()) {
            lose();
            await().atMost(Duration.ofSeconds(20)).until(() -> !leaks.found().isEmpty());
        }
    }

    private static void lose() {
        ByteBufAllocator.DEFAULT.buffer(10).writeByte(1);
    }
}
