package org.camelpush.imapidle.session.simulation;

import java.util.ArrayList;
import java.util.List;

/** What one client was told of the mailbox: the sequence numbers (RFC 9051 §2.3.1.2). */
final class MailboxView {

    private final World world;
    private final ModelMailbox mailbox;
    private final List<ModelMail> told;

    MailboxView(World world, ModelMailbox mailbox) {
        this.world = world;
        this.mailbox = mailbox;
        told = new ArrayList<>(mailbox.mails());
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
        if (world.schedule.manner.existsBeforeExpunge) {
            announce(news, lines);
            removeGone(lines);
        } else {
            removeGone(lines);
            announce(news, lines);
        }
        return lines;
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
            lines.add("* " + told.size() + " EXISTS");
        }
    }

    private void removeGone(List<String> lines) {
        for (int i = told.size() - 1; i >= 0; i--) {
            if (told.get(i).gone) {
                told.remove(i);
                lines.add("* " + (i + 1) + " EXPUNGE");
            }
        }
    }
}
