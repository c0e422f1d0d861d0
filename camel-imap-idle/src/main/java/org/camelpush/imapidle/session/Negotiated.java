package org.camelpush.imapidle.session;

import java.util.List;

/**
 * What a connection and its server have agreed on.
 *
 * @param login how we logged in, or null before that
 * @param software what the server calls itself, empty while unknown
 * @param extensions in use, by their names
 */
public record Negotiated(AuthMechanism login, String software, List<String> extensions) {

    static final Negotiated NOTHING = new Negotiated(null, "", List.of());

    public Negotiated {
        extensions = List.copyOf(extensions);
    }
}
