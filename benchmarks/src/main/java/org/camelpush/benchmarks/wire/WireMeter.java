package org.camelpush.benchmarks.wire;

import java.util.concurrent.TimeUnit;

import org.camelpush.imapidle.testkit.Direction;
import org.camelpush.imapidle.testkit.FaultProxy;

/** Counts what goes through a proxy, from when it is made. */
final class WireMeter {

    private static final long LOOK_NANOS = TimeUnit.MILLISECONDS.toNanos(20);

    /** After so long without an octet a talk is over. */
    private static final long SILENCE_NANOS = TimeUnit.MILLISECONDS.toNanos(500);

    private static final long PATIENCE_NANOS = TimeUnit.MINUTES.toNanos(1);

    private final FaultProxy proxy;
    private long octets;
    private long portions;

    WireMeter(FaultProxy proxy) {
        this.proxy = proxy;
        octets = octetsNow();
        portions = portionsNow();
    }

    /** What one talk takes, as the mean of so many, each followed by silence. */
    Traffic talk(int talks) throws InterruptedException {
        awaitSilence();
        octets = octetsNow();
        portions = portionsNow();
        for (int i = 0; i < talks; i++) {
            awaitTalk();
            awaitSilence();
        }
        return soFar(1, talks).times(1.0 / talks);
    }

    /** @param others packets without content that are not seen here, for each of so many talks */
    Traffic soFar(int others, int talks) {
        return new Traffic(octetsNow() - octets, portionsNow() - portions + others * talks);
    }

    void awaitSilence() throws InterruptedException {
        long latest = System.nanoTime() + PATIENCE_NANOS;
        long before = portionsNow();
        long since = System.nanoTime();
        while (System.nanoTime() - since < SILENCE_NANOS) {
            TimeUnit.NANOSECONDS.sleep(LOOK_NANOS);
            if (portionsNow() != before) {
                before = portionsNow();
                since = System.nanoTime();
            }
            require(latest);
        }
    }

    private void awaitTalk() throws InterruptedException {
        long latest = System.nanoTime() + PATIENCE_NANOS;
        long before = portionsNow();
        while (portionsNow() == before) {
            TimeUnit.NANOSECONDS.sleep(LOOK_NANOS);
            require(latest);
        }
    }

    private static void require(long latest) {
        if (System.nanoTime() - latest > 0) {
            throw new IllegalStateException("The wire is never silent, or always");
        }
    }

    private long octetsNow() {
        return proxy.carried(Direction.TO_SERVER) + proxy.carried(Direction.TO_CLIENT);
    }

    private long portionsNow() {
        return proxy.portions(Direction.TO_SERVER) + proxy.portions(Direction.TO_CLIENT);
    }
}
