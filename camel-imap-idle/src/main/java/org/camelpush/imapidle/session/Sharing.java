package org.camelpush.imapidle.session;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.function.IntPredicate;
import java.util.stream.IntStream;

/**
 * Shares connections among the folders of one account. One folder, the host, has a connection with which it watches the
 * others too: by NOTIFY (RFC 5465) where the server has it, else by asking for their STATUS. Where it has not, as many
 * folders as are allowed have a connection of their own, so that the server can push, until it says that there are too
 * many. Pure and not thread-safe, like a session. Why so: docs/adr/0017-folders-share-connections.md.
 */
public final class Sharing {

    /** How a folder is connected. */
    private enum Place {
        HOST,
        GUEST,
        OWN,
        ENDED
    }

    /** Carries an order to the session of a folder, after what is under way. */
    public interface Messenger {
        void send(int folder, SharingOrder order);
    }

    private static final int NONE = -1;

    private final Messenger messenger;
    private final List<String> folders = new ArrayList<>();
    private final List<Place> places = new ArrayList<>();
    /** Guests that wait for the connection, in order. */
    private final Deque<Integer> waiting = new ArrayDeque<>();

    private int visiting = NONE;
    private boolean told;
    /** Folders that may have a connection, the host's counted. */
    private int allowed;

    /**
     * @param maxConnections for all folders, the host's counted, at least 1
     * @param messenger carries orders
     */
    public Sharing(int maxConnections, Messenger messenger) {
        this.messenger = messenger;
        allowed = maxConnections;
    }

    /** A folder takes part; its session starts after this. Returns its number, which may be that of one that has ended. */
    public int join(String folder) {
        int number = first(each -> places.get(each) == Place.ENDED);
        if (number == NONE) {
            number = places.size();
            places.add(Place.GUEST);
            folders.add(folder);
        }
        places.set(number, Place.GUEST);
        folders.set(number, folder);
        if (host() == NONE) {
            makeHost(number);
        } else {
            messenger.send(number, new SharingOrder.Lodge());
            messenger.send(host(), new SharingOrder.Host(guests()));
        }
        return number;
    }

    /** Who uses the connection that the host has lent, or -1. */
    public int visiting() {
        return visiting;
    }

    /** Who has the connection that the others use, or -1. */
    public int host() {
        return first(folder -> places.get(folder) == Place.HOST);
    }

    /** Takes what the session of a folder has to tell. */
    public void on(int folder, SharingNote note) {
        if (note instanceof SharingNote.Watches watches) {
            watches(folder, watches);
        } else if (note instanceof SharingNote.Lost) {
            lost();
        } else if (note instanceof SharingNote.News news) {
            all(Place.GUEST)
                    .filter(each -> news.status().isOf(folders.get(each)))
                    .forEach(each -> messenger.send(each, new SharingOrder.FolderNews(news.status())));
        } else if (note instanceof SharingNote.NoNews none) {
            all(Place.GUEST)
                    .filter(each -> folders.get(each).equals(none.folder()))
                    .forEach(each -> messenger.send(each, new SharingOrder.FolderNews(null)));
        } else if (note instanceof SharingNote.Wants) {
            wants(folder);
        } else if (note instanceof SharingNote.Lends lends) {
            lends(folder, lends.loan());
        } else if (note instanceof SharingNote.Recalls) {
            recalls();
        } else if (note instanceof SharingNote.GivesBack given) {
            givesBack(folder, given);
        } else if (note instanceof SharingNote.NoRoom) {
            noRoom(folder);
        } else if (note instanceof SharingNote.Unfit unfit) {
            unfit(folder, unfit.failure());
        } else {
            ended(folder);
        }
    }

    private void makeHost(int folder) {
        places.set(folder, Place.HOST);
        told = false;
        messenger.send(folder, new SharingOrder.Host(guests()));
    }

    private List<String> guests() {
        return all(Place.GUEST).mapToObj(folders::get).toList();
    }

    private void watches(int folder, SharingNote.Watches watches) {
        if (places.get(folder) != Place.HOST) {
            return;
        }
        letGo(each -> !watches.pushed().contains(folders.get(each)));
        all(Place.GUEST)
                .forEach(each -> messenger.send(
                        each,
                        new SharingOrder.HostWatches(true, watches.pushed().contains(folders.get(each)))));
    }

    /** Folders that the server does not tell of: as many as may have a connection of their own. */
    private void letGo(IntPredicate notPushed) {
        long connected = all(Place.OWN).count() + 1;
        int[] next = all(Place.GUEST)
                .filter(each -> each != visiting && notPushed.test(each))
                .limit(Math.max(0, allowed - connected))
                .toArray();
        for (int each : next) {
            places.set(each, Place.OWN);
            waiting.remove(each);
            messenger.send(each, new SharingOrder.Part());
        }
        if (next.length > 0) {
            messenger.send(host(), new SharingOrder.Host(guests()));
            tellWhetherGuestsWait();
        }
    }

    private void lost() {
        waiting.clear();
        tellWhetherGuestsWait();
        all(Place.GUEST).forEach(each -> messenger.send(each, new SharingOrder.HostWatches(false, false)));
    }

    private void wants(int folder) {
        if (places.get(folder) == Place.GUEST && !waiting.contains(folder)) {
            waiting.add(folder);
            tellWhetherGuestsWait();
        }
    }

    private void tellWhetherGuestsWait() {
        boolean wait = !waiting.isEmpty();
        if (wait != told && host() != NONE) {
            told = wait;
            messenger.send(host(), new SharingOrder.GuestWaits(wait));
        }
    }

    private void lends(int folder, Loan loan) {
        if (waiting.isEmpty()) {
            messenger.send(folder, new SharingOrder.TakeBack(loan, null, null));
            return;
        }
        visiting = waiting.remove();
        messenger.send(visiting, new SharingOrder.Visit(loan));
        tellWhetherGuestsWait();
    }

    private void recalls() {
        if (visiting != NONE) {
            messenger.send(visiting, new SharingOrder.VisitOver());
            visiting = NONE;
        }
    }

    private void givesBack(int folder, SharingNote.GivesBack given) {
        if (visiting != folder) {
            return; // it was taken back meanwhile
        }
        visiting = NONE;
        if (host() != NONE) {
            messenger.send(host(), new SharingOrder.TakeBack(given.loan(), folders.get(folder), given.failure()));
        }
    }

    /** What is connected is as much as the server has room for. */
    private void noRoom(int folder) {
        if (places.get(folder) == Place.OWN) {
            places.set(folder, Place.GUEST);
            allowed = (int) all(Place.OWN).count() + 1;
            if (host() != NONE) {
                messenger.send(host(), new SharingOrder.Host(guests()));
            }
        }
    }

    /** Another one becomes the host: one that is connected already, or the next, where the host itself is what is wrong. */
    private void unfit(int folder, Failure failure) {
        if (places.get(folder) != Place.HOST) {
            return;
        }
        int next = first(each -> places.get(each) == Place.OWN);
        if (next == NONE && failure.kind() != Failure.Kind.LIMIT) {
            next = IntStream.range(1, places.size())
                    .map(step -> (folder + step) % places.size())
                    .filter(each -> places.get(each) == Place.GUEST)
                    .findFirst()
                    .orElse(NONE);
        }
        if (next != NONE) {
            lost();
            places.set(folder, Place.GUEST);
            messenger.send(folder, new SharingOrder.Lodge());
            makeHost(next);
        }
    }

    private void ended(int folder) {
        boolean host = places.get(folder) == Place.HOST;
        places.set(folder, Place.ENDED);
        waiting.remove(folder);
        if (!host) {
            tellWhetherGuestsWait();
            return;
        }
        lost();
        List<Integer> left = new ArrayList<>(all(Place.OWN).boxed().toList());
        left.addAll(all(Place.GUEST).boxed().toList());
        if (!left.isEmpty()) {
            makeHost(left.get(0));
        }
    }

    private IntStream all(Place place) {
        return IntStream.range(0, places.size()).filter(folder -> places.get(folder) == place);
    }

    private int first(IntPredicate condition) {
        return IntStream.range(0, places.size()).filter(condition).findFirst().orElse(NONE);
    }
}
