package org.camelpush.imapidle.session.simulation;

import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

import org.camelpush.imapidle.session.EventChoice;
import org.camelpush.imapidle.session.MailEvent;
import org.camelpush.imapidle.session.PushedMail;

/** The rules of events: nothing invented, nothing twice, nothing before its mail, and the last word is true. */
final class Telling {

    private final World world;
    private final EventChoice choice;
    private int life;

    Telling(World world) {
        this.world = world;
        choice = world.schedule.events;
    }

    static String text(Collection<String> flags) {
        return String.join(" ", new TreeSet<>(flags));
    }

    int life() {
        return life;
    }

    void newLife(int number) {
        life = number;
        world.mailbox.mails().forEach(mail -> mail.toldFlags = null);
    }

    void delivered(ModelMail mail, PushedMail pushed) {
        boolean first = mail.deliveredInLife != life;
        if (first && mail.eventInLife == life && world.schedule.kind.isHonest()) {
            throw new BrokenRule("an event must not come before its mail: " + mail);
        }
        mail.deliveredInLife = life;
        mail.toldFlags = text(pushed.mail().flags());
    }

    void told(Shell shell, MailEvent event) {
        if (shell.isSuspended() || shell.isStopping()) {
            throw new BrokenRule("nothing may be told while suspended or after a stop: " + event);
        }
        switch (event.kind()) {
            case FLAGS -> flags(event);
            case EXPUNGED -> expunged(event);
            case MISSED -> missed();
            case CONNECTED, LOST, RESET -> require(choice.mailbox(), "only what is wanted may be told: " + event);
        }
    }

    private void flags(MailEvent event) {
        ModelMail mail = world.mailbox.find(event.uidValidity(), event.uid());
        require(choice.flags(), "only what is wanted may be told: " + event);
        require(mail != null && mail.everHad.contains(text(event.flags())), "flags must not be invented: " + event);
        if (world.schedule.kind.isHonest() && life == 1) {
            require(
                    mail.changesByOthers > 0 || mail.deliveredInLife == 0,
                    "what we changed ourselves must not be told: " + event);
        }
        world.gone(Path.FLAGS_TOLD);
        mail.eventInLife = life;
        mail.toldFlags = text(event.flags());
    }

    private void expunged(MailEvent event) {
        ModelMail mail = world.mailbox.find(event.uidValidity(), event.uid());
        require(choice.expunged(), "only what is wanted may be told: " + event);
        require(mail != null && mail.gone, "only a mail that is gone may be told so: " + event);
        require(mail.goneToldInLife != life, "a mail must be told gone once: " + event);
        require(mail.removedByUsInLife != life, "what we removed ourselves must not be told: " + event);
        world.gone(Path.EXPUNGED_TOLD);
        mail.eventInLife = life;
        mail.goneToldInLife = life;
    }

    /** The route knows that it does not know. */
    private void missed() {
        world.gone(Path.MISSED_TOLD);
        for (ModelMail mail : world.mailbox.ofValidity(world.mailbox.uidValidity())) {
            mail.toldFlags = null;
        }
    }

    /** Nothing more is under way. */
    void mustBeTrue() {
        if (!world.schedule.kind.isHonest()) {
            return;
        }
        for (ModelMail mail : world.mailbox.ofValidity(world.mailbox.uidValidity())) {
            boolean known = mail.deliveredInLife == life;
            if (known && choice.flags() && !mail.gone && mail.toldFlags != null) {
                require(
                        mail.acceptable.contains(mail.toldFlags) || mail.acceptable.contains(withOurs(mail)),
                        "what was told last of " + mail + " must be so: " + mail.toldFlags + " of " + mail.acceptable);
            }
            if (known && choice.expunged() && mail.gone && mail.removedByUsInLife == 0 && !mail.goneBeforeWeRemoved) {
                require(mail.goneToldInLife == life, "that a mail is gone must be told: " + mail);
            }
        }
    }

    private static String withOurs(ModelMail mail) {
        Set<String> flags = new TreeSet<>(mail.ours);
        if (!mail.toldFlags.isEmpty()) {
            flags.addAll(List.of(mail.toldFlags.split(" ")));
        }
        return text(flags);
    }

    private static void require(boolean holds, String rule) {
        if (!holds) {
            throw new BrokenRule(rule);
        }
    }
}
