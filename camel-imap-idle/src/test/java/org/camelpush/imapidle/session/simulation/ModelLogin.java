package org.camelpush.imapidle.session.simulation;

import java.nio.charset.StandardCharsets;
import java.util.Base64;

/** The model server's login: LOGIN with its literals, and SASL, word for word. */
final class ModelLogin {

    private final World world;
    private final ModelConnection connection;
    private final Manner manner;
    private String tag;
    private String mechanism;
    private final StringBuilder login = new StringBuilder();
    private boolean refused;

    ModelLogin(World world, ModelConnection connection) {
        this.world = world;
        this.connection = connection;
        manner = world.schedule.manner;
    }

    /** True while the next line is no command. */
    boolean isUnderWay() {
        return tag != null;
    }

    void begin(String newTag, String command) {
        tag = newTag;
        String[] words = command.split(" ", 3);
        if (words[0].equals("LOGIN")) {
            mechanism = "LOGIN";
            line(command);
            return;
        }
        mechanism = words[1];
        if (words.length > 2) {
            require(
                    manner.initialResponse || manner.rev2,
                    "an initial response must not be sent to a server without SASL-IR");
            verify(words[2]);
        } else {
            connection.write("+ ");
        }
    }

    void line(String line) {
        if (refused) {
            require(line.equals(mechanism.equals("XOAUTH2") ? "" : "AQ=="), "a challenge must be answered: " + line);
            end(" NO [AUTHENTICATIONFAILED] token over");
        } else if (!mechanism.equals("LOGIN")) {
            verify(line);
        } else {
            loginLine(line);
        }
    }

    private void loginLine(String line) {
        login.append(line);
        if (!line.endsWith("}")) {
            String given = login.toString().replaceAll("\\{\\d+\\+?\\}\r\n", "");
            String known = "LOGIN \"" + World.USER + "\" "
                    + (world.schedule.isPasswordAscii()
                            ? '"' + world.schedule.password.replaceAll("([\"\\\\])", "\\\\$1") + '"'
                            : octets(world.schedule.password));
            require(given.equals(known), "the login must be the user's: " + given + " for " + known);
            accept();
            return;
        }
        world.gone(Path.LOGIN_BY_LITERAL);
        int size = octets(world.schedule.password).length();
        boolean pushed = line.endsWith("+}");
        require(
                line.endsWith(" {" + size + (pushed ? "+}" : "}")),
                "a literal's size must be that of its octets: " + line);
        require(
                !pushed || !manner.literals.isEmpty() || manner.rev2,
                "a literal must not be pushed to a server that does not take it");
        login.append("\r\n");
        if (!pushed) {
            connection.write("+ go on");
        }
    }

    private void verify(String response) {
        String secret = world.schedule.password;
        String expected =
                switch (mechanism) {
                    case "PLAIN" -> "\0" + World.USER + "\0" + secret;
                    case "XOAUTH2" -> "user=" + World.USER + "\1auth=Bearer " + secret + "\1\1";
                    case "OAUTHBEARER" -> "n,a=" + World.USER + ",\1auth=Bearer " + secret + "\1\1";
                    default -> throw new BrokenRule("a mechanism must be one that is offered: " + mechanism);
                };
        require(
                new String(Base64.getDecoder().decode(response), StandardCharsets.UTF_8).equals(expected),
                "the login must be the user's");
        boolean token = !mechanism.equals("PLAIN");
        if (token && world.schedule.faults.happens(world.schedule.faults.tokenRefused)) {
            world.gone(Path.TOKEN_REFUSED);
            refused = true;
            connection.write("+ "
                    + Base64.getEncoder()
                            .encodeToString("{\"status\":\"invalid_token\",\"schemes\":\"bearer\"}"
                                    .getBytes(StandardCharsets.UTF_8)));
        } else {
            accept();
        }
    }

    private void accept() {
        String by = tag;
        tag = null;
        connection.logIn(by);
    }

    private void end(String verdict) {
        connection.write(tag + verdict);
        tag = null;
    }

    private static String octets(String text) {
        return new String(text.getBytes(StandardCharsets.UTF_8), StandardCharsets.ISO_8859_1);
    }

    private static void require(boolean holds, String rule) {
        if (!holds) {
            throw new BrokenRule(rule);
        }
    }
}
