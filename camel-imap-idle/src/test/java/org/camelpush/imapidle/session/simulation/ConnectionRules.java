package org.camelpush.imapidle.session.simulation;

import org.camelpush.imapidle.protocol.Response;
import org.camelpush.imapidle.session.SessionEffect;
import org.camelpush.imapidle.session.SessionInput;

/** The rules of one connection: what may be sent when. */
final class ConnectionRules {

    /** RFC 2683 §3.2.1.5 asks for lines of some 1,000 octets. */
    private static final int MAX_LINE = 1_100;

    private final World world;
    private boolean connected;
    private boolean secured;
    private boolean continued;
    private String tag;
    private String command = "";
    private String lastLine = "";
    private boolean doneSent;

    ConnectionRules(World world) {
        this.world = world;
    }

    void sends(SessionEffect.Send send) {
        String line = send.line();
        boolean literal = tag != null && lastLine.endsWith("}");
        boolean utf8 = literal || world.schedule.manner.rev2; // RFC 9051 §5.1
        WireRules.require(
                line.chars().allMatch(c -> c >= ' ' && (utf8 ? c != 127 : c < 127)),
                "a line must be printable ASCII: " + line);
        WireRules.require(line.length() <= MAX_LINE, "a line must not be longer than servers take: " + line.length());
        checkSecret(send);
        if (line.equals("DONE")) {
            WireRules.require(
                    tag != null && command.equals("IDLE") && continued, "DONE must not come before the server's +");
            WireRules.require(!doneSent, "DONE must be sent once");
            doneSent = true;
        } else if (tag != null) {
            boolean asked = continued && (literal || command.startsWith("AUTHENTICATE "));
            WireRules.require(
                    asked || lastLine.endsWith("+}"), "one command at a time: " + line + " during " + command);
            continued = false;
        } else {
            tag = line.substring(0, line.indexOf(' '));
            command = line.substring(line.indexOf(' ') + 1);
            continued = false;
            doneSent = false;
            world.commands++;
        }
        lastLine = line;
    }

    private void checkSecret(SessionEffect.Send send) {
        if (World.SECRETS.stream().anyMatch(send.line()::contains)) {
            WireRules.require(send.secret(), "a line with a secret must say so");
            WireRules.require(secured || !world.schedule.settings.startTls(), "nothing secret may be sent before TLS");
        }
        WireRules.require(World.SECRETS.stream().noneMatch(send.toString()::contains), "a secret must not be shown");
    }

    void before(SessionInput input) {
        if (input instanceof SessionInput.Connected) {
            connected = true;
        } else if (input instanceof SessionInput.Secured) {
            secured = true;
        } else if (input instanceof SessionInput.Received now) {
            received(now.response());
        }
    }

    private void received(Response response) {
        if (response instanceof Response.Tagged end && end.tag().equals(tag)) {
            tag = null;
            command = "";
        } else if (response instanceof Response.Continuation) {
            continued = true;
        }
    }

    boolean isConnected() {
        return connected;
    }

    /** True while something is due from the server. */
    boolean isWaiting() {
        return !connected || tag != null;
    }

    boolean isInIdle() {
        return command.equals("IDLE");
    }

    /** True while the server may be silent. */
    boolean isIdle() {
        return isInIdle() && continued && !doneSent;
    }

    boolean isFetching() {
        return command.startsWith("UID FETCH");
    }

    /** True while it says goodbye. */
    boolean isLeaving() {
        return command.equals("LOGOUT") || doneSent;
    }
}
