package org.camelpush.imapidle.session.simulation;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** What one client was told of the mailbox: the sequence numbers (RFC 9051 §2.3.1.2). */
final class MailboxView {

    private final World world;
    private final ModelMailbox mailbox;
    private final List<ModelMail> told;
    /** The changes of each mail that this client has heard of. */
    private final Map<ModelMail, Integer> heard = new HashMap<>();
    /** Whether it hears of mod-sequences, and of identifiers instead of numbers (RFC 7162). */
    private boolean modSeqs;

    private boolean vanishes;

    MailboxView(World world, ModelMailbox mailbox) {
        this.world = world;
        this.mailbox = mailbox;
        told = new ArrayList<>(mailbox.mails());
        told.forEach(this::heard);
    }

    void speaks(boolean withModSeqs, boolean byIdentifiers) {
        modSeqs = withModSeqs;
        vanishes = byIdentifiers;
    }

    boolean tellsModSeqs() {
        return modSeqs;
    }

    boolean vanishes() {
        return vanishes;
    }

    /** This client knows the mail's flags. */
    void heard(ModelMail mail) {
        heard.put(mail, mail.changes);
    }

    boolean hasHeard(ModelMail mail) {
        return heard.getOrDefault(mail, 0) == mail.changes;
    }

    int exists() {
        return told.size();
    }

    List<ModelMail> mails() {
        return told;
    }

    int numberOf(ModelMail mail) {
        return told.indexOf(mail) + 1;
    }

    long highest() {
        return told.isEmpty() ? 0 : told.get(told.size() - 1).uid;
    }

    /** What the client has to be told now; afterwards it knows. */
    List<String> update() {
        List<ModelMail> news = news();
        int gone = (int) told.stream().filter(mail -> mail.gone).count();
        if (!news.isEmpty() && gone == news.size()) {
            world.gone(Path.ARRIVAL_AND_EXPUNGE_IN_ONE_WINDOW);
        }
        List<String> lines = new ArrayList<>();
        tellFlags(lines);
        if (world.schedule.manner.existsBeforeExpunge) {
            announce(news, lines);
            removeGone(lines);
        } else {
            removeGone(lines);
            announce(news, lines);
        }
        return lines;
    }

    private void tellFlags(List<String> lines) {
        if (!world.schedule.events.follows()) {
            return; // as it always was: whoever does not ask must not need it
        }
        for (ModelMail mail : told) {
            if (!mail.gone && !hasHeard(mail)) {
                heard(mail);
                boolean uid = modSeqs && vanishes || world.schedule.manner.tellsUids;
                lines.add("* " + numberOf(mail) + " FETCH (" + (uid ? "UID " + mail.uid + " " : "") + "FLAGS ("
                        + mail.flags() + ")" + (modSeqs ? " MODSEQ (" + mail.modSeq + ")" : "") + ")");
            }
        }
    }

    private List<ModelMail> news() {
        List<ModelMail> news = new ArrayList<>();
        long highest = highest();
        List<ModelMail> all = mailbox.mails();
        for (int i = all.size() - 1; i >= 0 && all.get(i).uid > highest; i--) {
            news.add(0, all.get(i));
        }
        return news;
    }

    private void announce(List<ModelMail> news, List<String> lines) {
        if (!news.isEmpty()) {
            told.addAll(news);
            news.forEach(this::heard);
            lines.add("* " + told.size() + " EXISTS");
        }
    }

    private void removeGone(List<String> lines) {
        List<String> uids = new ArrayList<>();
        for (int i = told.size() - 1; i >= 0; i--) {
            if (told.get(i).gone) {
                uids.add(String.valueOf(told.get(i).uid));
                told.remove(i);
                if (!vanishes) {
                    lines.add("* " + (i + 1) + " EXPUNGE");
                }
            }
        }
        if (vanishes && !uids.isEmpty()) {
            world.gone(Path.VANISHED);
            lines.add("* VANISHED " + String.join(",", uids));
        }
    }
}
