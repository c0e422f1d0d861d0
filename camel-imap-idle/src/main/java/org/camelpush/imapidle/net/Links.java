package org.camelpush.imapidle.net;

import java.util.ArrayList;
import java.util.List;

import org.camelpush.imapidle.protocol.BodyStore;
import org.camelpush.imapidle.protocol.ResponseFramer;
import org.camelpush.imapidle.session.HostBudget;
import org.camelpush.imapidle.session.Profile;
import org.camelpush.imapidle.session.SessionEffect;
import org.camelpush.imapidle.session.SessionInput;
import org.camelpush.imapidle.session.TurnStep;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The connections of a mailbox by their numbers: one, and a second one during a move. Of the mailbox's event loop. */
final class Links {

    private static final Logger LOG = LoggerFactory.getLogger(MailboxDriver.class);

    private final MailboxDriver driver;
    private final ConnectionSettings settings;
    private final MailboxTurns turns;
    private final BodyStore bodies;
    private final Connector connector;
    private final List<Link> all = new ArrayList<>(1);

    /**
     * @param driver is fed by them
     * @param settings where they go to
     */
    Links(MailboxDriver driver, ConnectionSettings settings, Hosts hosts, BodyStore bodies, Connector connector) {
        this.driver = driver;
        this.settings = settings;
        this.turns = new MailboxTurns(hosts, settings);
        this.bodies = bodies;
        this.connector = connector;
    }

    private Link link(int generation) {
        for (Link link : all) {
            if (link.generation() == generation) {
                return link;
            }
        }
        throw new IllegalStateException("There is no connection " + generation);
    }

    ImapConnection connection(int generation) {
        return link(generation).connection();
    }

    /** Whoever logs in instead of the mailbox's own user, or null. */
    Profile.Login login(int generation) {
        return link(generation).login();
    }

    void turn(SessionEffect.Turn turn) {
        int generation = turn.generation();
        TurnStep step = turn.step();
        if (step == TurnStep.ASK || step == TurnStep.ASK_AT_ONCE) {
            all.add(new Link(
                    generation,
                    turns.of(turn.server()),
                    new HostBudget.Turn(
                            driver, settings.budget(), () -> driver.feed(new SessionInput.TurnCame(generation)))));
        }
        Link link = link(generation);
        if (step == TurnStep.RETURN || step == TurnStep.UNREACHED) {
            all.remove(link);
        }
        link.step(step);
    }

    void connect(SessionEffect.Connect connect) {
        Profile profile = connect.binding().profile();
        ConnectionSettings there = settings.by(profile);
        ResponseFramer framer = new ResponseFramer(there.limits(), bodies);
        ImapConnection made = new ImapConnection(driver, there, connect.generation(), framer);
        link(connect.generation()).connection(made, profile.login());
        connector.connect(made, there, connect.binding());
    }

    void send(SessionEffect.Send send) {
        LOG.trace("{} {}", settings.host(), send);
        connection(send.generation()).write(send.line());
    }

    /** Writes out what was sent. */
    void flush() {
        for (Link link : all) {
            link.flush();
        }
    }

    /** Lets another folder have this connection. */
    void lendTo(Links other, int generation) {
        give(link(generation), other);
    }

    /** Lets another folder have the connection that was lent to this one. */
    void giveTo(Links other) {
        give(all.get(0), other);
    }

    private void give(Link link, Links other) {
        link.flush();
        all.remove(link);
        link.feeds(other.driver);
        other.all.add(link);
    }

    /** In words, what the mailbox waits for; from any thread. */
    String waitsFor() {
        return turns.reason();
    }

    /** The mailbox has ended. */
    void end() {
        turns.close();
    }
}
