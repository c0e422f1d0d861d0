package org.camelpush.imapidle.session.simulation;

import org.camelpush.imapidle.protocol.Response;
import org.camelpush.imapidle.session.SessionEffect;
import org.camelpush.imapidle.session.SessionInput;
import org.camelpush.imapidle.session.SessionPhase;

/** The rules of the wire: what may be sent when, and one connection at a time. */
final class WireRules {

    /** RFC 2683 §3.2.1.5 asks for lines of some 1,000 octets. */
    private static final int MAX_LINE = 1_100;

    private final World world;
    private int open;
    private int last;
    private boolean connected;
    private boolean secured;
    private boolean continued;
    private String tag;
    private String command = "";
    private String lastLine = "";
    private boolean doneSent;

    WireRules(World world) {
        this.world = world;
    }

    void connects(int generation) {
        require(open == 0, "a connection must be closed before the next is made");
        require(generation > last, "a generation must be higher than those before");
        open = generation;
        last = generation;
        connected = false;
        secured = false;
        tag = null;
        command = "";
    }

    void closes(int generation) {
        require(open != 0 && generation == open, "only the open connection may be closed, and once");
        open = 0;
        tag = null;
        command = "";
    }

    void uses(int generation) {
        require(generation == open && connected, "an effect must be for the connection there is");
    }

    void sends(SessionEffect.Send send) {
        uses(send.generation());
        String line = send.line();
        boolean literal = tag != null && lastLine.endsWith("}");
        boolean utf8 = literal || world.schedule.manner.rev2; // RFC 9051 §5.1
        require(
                line.chars().allMatch(c -> c >= ' ' && (utf8 ? c != 127 : c < 127)),
                "a line must be printable ASCII: " + line);
        require(line.length() <= MAX_LINE, "a line must not be longer than servers take: " + line.length());
        checkSecret(send);
        if (line.equals("DONE")) {
            require(tag != null && command.equals("IDLE") && continued, "DONE must not come before the server's +");
            require(!doneSent, "DONE must be sent once");
            doneSent = true;
        } else if (tag != null) {
            boolean asked = continued && (literal || command.startsWith("AUTHENTICATE "));
            require(asked || lastLine.endsWith("+}"), "one command at a time: " + line + " during " + command);
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
            require(send.secret(), "a line with a secret must say so");
            require(secured || !world.schedule.settings.startTls(), "nothing secret may be sent before TLS");
        }
        require(World.SECRETS.stream().noneMatch(send.toString()::contains), "a secret must not be shown");
    }

    void before(SessionInput input) {
        if (input instanceof SessionInput.Connected now && now.generation() == open) {
            connected = true;
        } else if (input instanceof SessionInput.Secured now && now.generation() == open) {
            secured = true;
        } else if (input instanceof SessionInput.Received now && now.generation() == open) {
            received(now.response());
        }
    }

    /** True for what comes from a connection that is not the present one. */
    boolean isOfThePast(SessionInput input) {
        if (input instanceof SessionInput.Connected past) {
            return past.generation() != open;
        }
        if (input instanceof SessionInput.Secured past) {
            return past.generation() != open;
        }
        if (input instanceof SessionInput.CredentialsReady past) {
            return past.generation() != open;
        }
        if (input instanceof SessionInput.Disconnected past) {
            return past.generation() != open;
        }
        return input instanceof SessionInput.Received past && past.generation() != open;
    }

    private void received(Response response) {
        if (response instanceof Response.Tagged end && end.tag().equals(tag)) {
            tag = null;
            command = "";
        } else if (response instanceof Response.Continuation) {
            continued = true;
        }
    }

    /** Every wait for the server has its deadline. */
    void after(SessionPhase phase, TimerRules timers) {
        boolean resting = isIdle();
        boolean waiting = open != 0 && (!connected || tag != null || phase == SessionPhase.LOGGING_IN) && !resting;
        if (waiting) {
            require(timers.isDeadlineSet(), "what waits for the server must have a deadline: " + phase + " " + command);
        }
        require(!resting || timers.isStateSet(), "an IDLE must be renewed some time");
        require(phase != SessionPhase.IDLE || command.equals("IDLE"), "the phase IDLE must mean an IDLE");
        require(!phase.isWorking() || open != 0, "nothing is watched without a connection: " + phase);
    }

    /** True while the folder is watched and nothing is asked for. */
    boolean isResting(SessionPhase phase) {
        return isIdle() || phase == SessionPhase.POLLING && tag == null;
    }

    private boolean isIdle() {
        return command.equals("IDLE") && continued && !doneSent;
    }

    boolean isFetching() {
        return command.startsWith("UID FETCH");
    }

    boolean isOpen() {
        return open != 0;
    }

    private static void require(boolean holds, String rule) {
        if (!holds) {
            throw new BrokenRule(rule);
        }
    }
}
