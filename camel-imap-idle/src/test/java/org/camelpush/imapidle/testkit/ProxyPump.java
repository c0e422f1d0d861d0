package org.camelpush.imapidle.testkit;

import java.io.IOException;
import java.io.OutputStream;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;

/** Carries one way of one proxied connection, and commits the faults asked for. */
final class ProxyPump implements Runnable {

    private static final int NOWHERE = -1;
    private static final long BETWEEN_BYTES = 10_000;

    private final ProxyLink link;
    private final ProxyFaults faults;
    private final Direction direction;
    private final AtomicLong carried;
    private final AtomicLong portions;
    private final StringBuilder line = new StringBuilder();
    private ProxyFaults.CutAfter cutAfter;
    private long left;

    ProxyPump(ProxyLink link, ProxyFaults faults, Direction direction, AtomicLong carried, AtomicLong portions) {
        this.link = link;
        this.faults = faults;
        this.direction = direction;
        this.carried = carried;
        this.portions = portions;
    }

    @Override
    public void run() {
        byte[] bytes = new byte[16_384];
        try {
            Socket from = link.from(direction);
            OutputStream to = link.to(direction).getOutputStream();
            for (int count = from.getInputStream().read(bytes);
                    count >= 0;
                    count = from.getInputStream().read(bytes)) {
                long due = System.nanoTime() + faults.lane(direction).delay;
                if (!swallowed()) {
                    carry(bytes, count, due, to);
                }
            }
            link.ended(direction, swallowed());
        } catch (IOException e) {
            link.broken(direction, swallowed());
        }
    }

    /** Whether nothing passes any more; a connection that lost bytes can never be whole again, so this stays. */
    private boolean swallowed() {
        if (faults.lane(direction).blackHole) {
            link.deafen(faults.blackHoleBothWays() ? null : direction);
        }
        return link.deaf(direction);
    }

    private void carry(byte[] bytes, int count, long due, OutputStream to) throws IOException {
        while (due - System.nanoTime() > 0) {
            LockSupport.parkNanos(due - System.nanoTime());
        }
        if (direction == Direction.TO_SERVER) {
            watchFor(faults.unanswered(), bytes, count);
        }
        if (swallowed()) {
            return;
        }
        portions.incrementAndGet();
        int cut = direction == Direction.TO_CLIENT ? whereToCut(count) : NOWHERE;
        if (cut == NOWHERE) {
            write(bytes, 0, count, to);
            return;
        }
        write(bytes, 0, cut, to);
        if (faults.takeCut(cutAfter)) {
            link.cut();
        } else {
            write(bytes, cut, count, to);
        }
    }

    private void write(byte[] bytes, int from, int upTo, OutputStream to) throws IOException {
        carried.addAndGet(upTo - from);
        if (!faults.lane(direction).split) {
            to.write(bytes, from, upTo - from);
            return;
        }
        for (int i = from; i < upTo; i++) {
            to.write(bytes, i, 1);
            // gives the reader time to see the byte alone
            LockSupport.parkNanos(BETWEEN_BYTES);
        }
    }

    /** After how many of these bytes the cut comes, if it comes among them. */
    private int whereToCut(int count) {
        ProxyFaults.CutAfter asked = faults.cutAfter();
        if (asked != cutAfter) {
            cutAfter = asked;
            left = asked == null ? 0 : asked.limit();
        }
        if (asked == null) {
            return NOWHERE;
        }
        long here = left;
        left -= count;
        return here <= count ? (int) Math.max(0, here) : NOWHERE;
    }

    /** Deafens the client from the moment it says the command whose answer shall be lost. */
    private void watchFor(String command, byte[] bytes, int count) {
        if (command == null) {
            line.setLength(0);
            return;
        }
        for (char c : new String(bytes, 0, count, StandardCharsets.ISO_8859_1).toCharArray()) {
            if (c != '\n') {
                line.append(c);
                continue;
            }
            String text = line.toString().trim().toUpperCase(Locale.ROOT);
            String wanted = command.toUpperCase(Locale.ROOT);
            line.setLength(0);
            if ((text + " ").startsWith(wanted + " ") || (text + " ").contains(" " + wanted + " ")) {
                link.deafen(Direction.TO_CLIENT);
            }
        }
    }
}
