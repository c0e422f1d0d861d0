package org.camelpush.imapidle.testkit;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * How a client logged in.
 *
 * @param command the LOGIN or AUTHENTICATE command, to be answered by its tag
 * @param mechanism LOGIN for the command, else the SASL mechanism: PLAIN, LOGIN, XOAUTH2, OAUTHBEARER
 * @param user the user, empty when the mechanism is unknown here
 * @param secret password or bearer token; the whole decoded response when the mechanism is unknown here
 */
public record ScriptedLogin(ScriptedCommand command, String mechanism, String user, String secret) {

    private static final Pattern BEARER = Pattern.compile("(?:user=|a=)([^,\u0001]*).*auth=Bearer ([^\u0001]*).*");

    static boolean isLogin(ScriptedCommand command) {
        return command.name().equals("LOGIN") || command.name().equals("AUTHENTICATE");
    }

    /** Reads the rest of a login: nothing after LOGIN, the SASL rounds after AUTHENTICATE. */
    static ScriptedLogin read(ScriptedConnection connection, ScriptedCommand command) throws IOException {
        List<String> arguments = command.arguments();
        if (command.name().equals("LOGIN")) {
            return new ScriptedLogin(command, "LOGIN", arguments.get(0), arguments.get(1));
        }
        String mechanism = arguments.get(0).toUpperCase(Locale.ROOT);
        if (mechanism.equals("LOGIN")) {
            String user = decode(connection.ask("VXNlcm5hbWU6"));
            return new ScriptedLogin(command, "LOGIN", user, decode(connection.ask("UGFzc3dvcmQ6")));
        }
        // RFC 4959: the first response may already stand in the command, "=" for an empty one
        String response = decode(arguments.size() > 1 ? arguments.get(1) : connection.ask(""));
        return mechanism.equals("PLAIN") ? plain(command, response) : bearer(command, mechanism, response);
    }

    private static ScriptedLogin plain(ScriptedCommand command, String response) {
        String[] parts = response.split("\0", 3);
        return parts.length < 3
                ? new ScriptedLogin(command, "PLAIN", "", response)
                : new ScriptedLogin(command, "PLAIN", parts[1], parts[2]);
    }

    private static ScriptedLogin bearer(ScriptedCommand command, String mechanism, String response) {
        Matcher matcher = BEARER.matcher(response.replaceFirst("^n,", ""));
        return matcher.matches()
                ? new ScriptedLogin(command, mechanism, matcher.group(1), matcher.group(2))
                : new ScriptedLogin(command, mechanism, "", response);
    }

    private static String decode(String base64) {
        return base64.equals("=") ? "" : new String(Base64.getDecoder().decode(base64), StandardCharsets.UTF_8);
    }
}
