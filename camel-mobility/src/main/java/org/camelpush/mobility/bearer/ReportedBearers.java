package org.camelpush.mobility.bearer;

import java.util.List;
import java.util.concurrent.ScheduledExecutorService;

/** A monitor that is told: by a route, by JMX, by a script of the network manager, or by a test. Thread-safe. */
public final class ReportedBearers implements BearerMonitor {

    private final BearerBook book = new BearerBook();
    private Listener listener = (snapshot, events) -> {};

    @Override
    public synchronized void start(Listener heard, ScheduledExecutorService thread) {
        listener = heard;
    }

    @Override
    public synchronized void stop() {
        listener = (snapshot, events) -> {};
    }

    @Override
    public synchronized BearerSnapshot snapshot() {
        return book.snapshot();
    }

    /** What is told of one bearer is so from now on; the others stay as they are. */
    public synchronized void report(Bearer bearer) {
        tell(book.report(bearer));
    }

    /** The bearer of that name is not there any more. */
    public synchronized void gone(String id) {
        tell(book.look(book.snapshot().all().stream()
                .filter(each -> !each.id().equals(id))
                .toList()));
    }

    private void tell(List<BearerEvent> events) {
        if (!events.isEmpty()) {
            listener.changed(book.snapshot(), events);
        }
    }
}
