package org.camelpush.cops.net;

import java.io.IOException;
import java.util.List;

import org.camelpush.cops.session.SrvRecord;

/** Asks DNS where PDPs are (RFC 2782). */
@FunctionalInterface
public interface ServiceLookup {

    /**
     * Blocks while DNS is asked, for a bounded time.
     *
     * @param service such as {@code _cops._tcp.example.com}
     * @return at least one
     * @throws IOException where there is none, or no answer; its message is for people
     */
    List<SrvRecord> find(String service) throws IOException;
}
