package org.camelpush.imapidle.session.simulation;

/** The IDLE of one connection on the server's side (RFC 2177). */
final class ModelIdle {

    private final World world;
    private final ModelConnection connection;
    private final Manner manner;
    private final Faults faults;
    private String tag;
    private boolean idling;
    private boolean endedUnasked;

    ModelIdle(World world, ModelConnection connection) {
        this.world = world;
        this.connection = connection;
        manner = world.schedule.manner;
        faults = world.schedule.faults;
    }

    boolean isUnderWay() {
        return tag != null;
    }

    void begin(String ofCommand) {
        switch (manner.idle) {
            case NO -> refuse(ofCommand, "NO no idle today");
            case BAD, NOT_OFFERED -> refuse(ofCommand, "BAD unknown command");
            case OK_WITHOUT_PLUS -> {
                world.gone(Path.IDLE_OK_WITHOUT_PLUS);
                connection.finish(ofCommand, "OK idle done");
            }
            case ACCEPTED -> {
                tag = ofCommand;
                world.agenda.after(connection.think(), this::accept);
            }
        }
    }

    private void refuse(String ofCommand, String answer) {
        world.gone(Path.IDLE_REFUSED);
        connection.finish(ofCommand, answer);
    }

    private void accept() {
        if (connection.isMute()) {
            return;
        }
        if (world.chance.in(0.5) && connection.announce()) {
            world.gone(Path.EXISTS_BEFORE_PLUS);
        }
        connection.write("+ idling");
        idling = true;
        pushSoon();
        if (faults.happens(faults.endsIdle)) {
            world.agenda.after(world.chance.millis(0, 30_000), this::endUnasked);
        }
        if (faults.happens(faults.chatter)) {
            world.agenda.after(world.chance.millis(0, 120_000), this::sayStillHere);
        }
    }

    private void sayStillHere() {
        if (idling && !connection.isMute()) {
            connection.write("* OK Still here");
            connection.lie();
        }
    }

    private void endUnasked() {
        if (idling && !connection.isMute()) {
            world.gone(Path.IDLE_ENDED_UNASKED);
            idling = false;
            endedUnasked = true;
            String ended = tag;
            tag = null;
            connection.write(ended + " OK IDLE ended");
        }
    }

    void done() {
        if (tag == null) {
            if (!endedUnasked) {
                throw new BrokenRule("DONE must follow an IDLE");
            }
            world.gone(Path.DONE_CROSSES_UNASKED_OK);
            connection.write(world.chance.oneOf("* BAD unknown command", "DONE BAD unknown command"));
            return;
        }
        if (!idling) {
            throw new BrokenRule("DONE must not come before the server's +");
        }
        idling = false;
        String ended = tag;
        tag = null;
        world.agenda.after(connection.think(), () -> {
            if (!connection.isMute()) {
                if (connection.announce()) {
                    world.gone(Path.EXISTS_BETWEEN_DONE_AND_OK);
                }
                connection.write(ended + " OK IDLE done");
            }
        });
    }

    void pushSoon() {
        if (!idling) {
            return;
        }
        world.agenda.after(connection.think(), () -> {
            if (idling && !connection.isMute()) {
                connection.announce();
            }
        });
    }
}
