package org.camelpush.imapidle.session.simulation;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** The folder itself, apart from what any connection knows of it. */
final class ModelMailbox {

    private final World world;
    private final Map<Long, Map<Long, ModelMail>> everything = new HashMap<>();
    private final Set<ModelConnection> watchers = new LinkedHashSet<>();
    /** Connections that are told of news while another folder is open on them (RFC 5465). */
    private final Set<ModelConnection> observers = new LinkedHashSet<>();

    private List<ModelMail> mails = new ArrayList<>();
    private long uidValidity;
    private long uidNext;
    private long highestModSeq;

    ModelMailbox(World world) {
        this.world = world;
        uidValidity = world.chance.between(1, 1_000_000);
        uidNext = world.chance.oneOf(1, 1, 17, 4_000_000);
        highestModSeq = world.chance.oneOf(1L, 1000L, Long.MAX_VALUE - 1_000_000L);
    }

    long uidValidity() {
        return uidValidity;
    }

    long uidNext() {
        return uidNext;
    }

    long highestModSeq() {
        return highestModSeq;
    }

    /** The flags of a mail are others now. */
    void flagsChanged(ModelMail mail) {
        mail.modSeq = ++highestModSeq;
        mail.changes++;
        changed();
    }

    List<ModelMail> mails() {
        return mails;
    }

    void watch(ModelConnection connection) {
        watchers.add(connection);
    }

    void forget(ModelConnection connection) {
        watchers.remove(connection);
    }

    void forgetObserver(ModelConnection connection) {
        observers.remove(connection);
    }

    /** The mail that had these numbers at any time. */
    ModelMail find(long validity, long uid) {
        return everything.getOrDefault(validity, Map.of()).get(uid);
    }

    Iterable<ModelMail> ofValidity(long validity) {
        return everything.getOrDefault(validity, Map.of()).values();
    }

    ModelMail arrive(String content) {
        if (world.schedule.manner.unannouncedGaps && world.chance.in(0.2)) {
            uidNext += world.chance.oneOf(1, 3, 100);
        }
        ModelMail mail = add(content);
        changed();
        return mail;
    }

    private ModelMail add(String content) {
        ModelMail mail = new ModelMail(uidValidity, uidNext++, content, world.agenda.now());
        mails.add(mail);
        mail.modSeq = ++highestModSeq;
        mail.has(false);
        everything.computeIfAbsent(uidValidity, none -> new HashMap<>()).put(mail.uid, mail);
        return mail;
    }

    void expunge(ModelMail mail) {
        if (mails.remove(mail)) {
            mail.gone = true;
            mail.goneAt = ++highestModSeq;
            changed();
        }
    }

    /** RFC 9051 §2.3.1.1: the old numbers are void. Every client loses its connection. */
    void renumber() {
        List<ModelMail> old = mails;
        mails = new ArrayList<>();
        uidValidity += world.chance.between(1, 5);
        uidNext = world.chance.oneOf(1L, uidNext, uidNext + 1000);
        for (ModelMail mail : old) {
            ModelMail again = add(mail.content);
            again.matches = mail.matches;
            again.seen = mail.seen;
            again.deleted = mail.deleted;
            again.flagged = mail.flagged;
            again.has(true);
            again.everSeen = mail.everSeen;
            again.everDeleted = mail.everDeleted;
            again.failuresToCome = mail.failuresToCome;
            mail.gone = true;
        }
        List.copyOf(watchers).forEach(ModelConnection::expel);
    }

    void observe(ModelConnection connection) {
        observers.add(connection);
    }

    private void changed() {
        List.copyOf(watchers).forEach(ModelConnection::mailboxChanged);
        List.copyOf(observers).forEach(each -> each.otherChanged(world));
    }
}
