package org.camelpush.imapidle.session;

import java.util.ArrayList;
import java.util.List;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.TreeMap;

import org.camelpush.imapidle.protocol.Body;
import org.camelpush.imapidle.protocol.UidSet;

/** Mails that are fetched and wait for the route, lowest identifier first, and those that are in it. */
final class RouteQueue {

    private final int maxInFlight;
    private final NavigableMap<Long, PushedMail> ready = new TreeMap<>();
    private final UidSet inFlight = new UidSet();
    private int inFlightCount;
    /** Exchanges of mails that the server has numbered anew since: they still fill the route. */
    private int strays;

    RouteQueue(int maxInFlight) {
        this.maxInFlight = maxInFlight;
    }

    void add(PushedMail mail) {
        ready.put(mail.uid(), mail);
    }

    /** The next mail, if the route has room beside so many others; it is in the route then. */
    Optional<PushedMail> next(int beside) {
        if (ready.isEmpty() || inFlightCount() + beside >= maxInFlight) {
            return Optional.empty();
        }
        PushedMail mail = ready.pollFirstEntry().getValue();
        inFlight.add(mail.uid());
        inFlightCount++;
        return Optional.of(mail);
    }

    /** An exchange has ended; false when there was none of this mail. */
    boolean ended(long uid) {
        if (!inFlight.remove(uid)) {
            return false;
        }
        inFlightCount--;
        return true;
    }

    /** An exchange has ended that began before the folder was numbered anew. */
    void strayEnded() {
        strays = Math.max(0, strays - 1);
    }

    /** What is in the route has nothing to do with the folder any more, but still fills the route. */
    void renumbered() {
        strays += inFlightCount;
        inFlightCount = 0;
        inFlight.clear();
    }

    /** Takes back what waits: its identifiers into a set, its bodies to be released. */
    List<Body> takeBack(UidSet into) {
        List<Body> unread = new ArrayList<>(ready.size());
        ready.forEach((uid, mail) -> {
            unread.add(mail.mail().body());
            into.add(uid);
        });
        ready.clear();
        return unread;
    }

    boolean isReady(long uid) {
        return ready.containsKey(uid);
    }

    boolean has(long uid) {
        return ready.containsKey(uid) || inFlight.contains(uid);
    }

    void addAllTo(UidSet set) {
        set.addAll(inFlight);
        ready.forEach((uid, mail) -> set.add(uid));
    }

    int readyCount() {
        return ready.size();
    }

    int inFlightCount() {
        return inFlightCount + strays;
    }
}
