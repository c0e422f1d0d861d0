package org.camelpush.imapidle.session;

import java.util.List;
import java.util.Set;

/**
 * What a server was asked to tell of, and what it does tell of: folders it cannot watch it passes over without a word
 * (RFC 5465 §3.1), as Dovecot 2.3 does with names that are not ASCII.
 */
record Notified(List<String> asked, Set<String> watched) {

    Notified {
        asked = List.copyOf(asked);
        watched = Set.copyOf(watched);
    }

    boolean isOfAll() {
        return watched.containsAll(asked);
    }
}
