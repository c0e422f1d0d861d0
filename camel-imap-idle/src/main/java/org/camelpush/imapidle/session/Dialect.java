package org.camelpush.imapidle.session;

import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import org.camelpush.imapidle.protocol.Capabilities;

/**
 * How a session talks to its server, as far as the user decides it.
 *
 * @param mechanism how to log in
 * @param token true when the credentials hold an access token even where the mechanism does not say so
 * @param compress true to use COMPRESS=DEFLATE
 * @param identify true to tell the server who we are, and to ask it the same
 * @param disabled capabilities that are not used although the server has them, in upper case
 */
public record Dialect(
        AuthMechanism mechanism, boolean token, boolean compress, boolean identify, Set<String> disabled) {

    public Dialect {
        disabled = Set.copyOf(disabled);
    }

    private static final String AUTH = "AUTH=";

    /** How to log in to a server that can do this; nothing where the user and the server have nothing in common. */
    Optional<AuthMechanism> choose(Capabilities capabilities) {
        return wanted().filter(one -> one.isOffered(capabilities)).findFirst();
    }

    /** Why there is no such way, for a person. */
    String words(Capabilities capabilities) {
        String wanted = wanted().map(Enum::name).collect(Collectors.joining(" nor "));
        String offered = capabilities.names().stream()
                .filter(name -> name.startsWith(AUTH))
                .map(name -> name.substring(AUTH.length()))
                .sorted()
                .collect(Collectors.joining(", "));
        return "The server takes no login by " + wanted + " here; it offers "
                + (offered.isEmpty() ? "nothing else" : offered) + " (option authMechanism)";
    }

    private Stream<AuthMechanism> wanted() {
        if (mechanism != AuthMechanism.AUTO) {
            return Stream.of(mechanism);
        }
        return token
                ? Stream.of(AuthMechanism.OAUTHBEARER, AuthMechanism.XOAUTH2)
                : Stream.of(AuthMechanism.PLAIN, AuthMechanism.LOGIN);
    }
}
