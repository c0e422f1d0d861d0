package org.camelpush.imapidle.testkit;

import java.util.Arrays;
import java.util.BitSet;
import java.util.List;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ConcurrentLinkedQueue;

/** A folder as one client knows it: the sequence numbers it was told, and what it has to be told next. */
final class ModelView {

    private final ModelFolder folder;
    private final boolean readOnly;
    private final Queue<ModelMail> reflagged = new ConcurrentLinkedQueue<>();
    private ModelMail[] known;

    ModelView(ModelFolder folder, boolean readOnly) {
        this.folder = folder;
        this.readOnly = readOnly;
        this.known = folder.mails();
    }

    ModelFolder folder() {
        return folder;
    }

    boolean readOnly() {
        return readOnly;
    }

    ModelMail[] known() {
        return known;
    }

    /** Notes that a mail's flags changed; safe from any thread. */
    void reflagged(ModelMail mail) {
        reflagged.add(mail);
    }

    /** The mails a command names, by UID or by sequence number; what does not exist is passed over. */
    List<ModelMail> find(String set, boolean byUid) {
        long last = !byUid ? known.length : known.length == 0 ? 0 : known[known.length - 1].uid();
        SequenceSet wanted = new SequenceSet(set, last);
        BitSet found = new BitSet();
        for (SequenceSet.Range range : wanted.ranges()) {
            int from = byUid ? ModelFolder.indexFrom(known, range.from()) : index(range.from() - 1);
            int to = byUid ? ModelFolder.indexFrom(known, range.to() + 1) : index(range.to());
            found.set(from, Math.max(from, to));
        }
        return found.stream().mapToObj(index -> known[index]).toList();
    }

    private int index(long number) {
        return (int) Math.max(0, Math.min(number, known.length));
    }

    /** The sequence number the client knows the mail by; 0 when it does not know it. */
    int sequence(ModelMail mail) {
        int index = ModelFolder.indexFrom(known, mail.uid());
        return index < known.length && known[index] == mail ? index + 1 : 0;
    }

    /**
     * What the client has to be told to be up to date.
     *
     * @param text the untagged responses, one after the other, empty when there is nothing new
     * @param arrived the mails an EXISTS among them announces
     */
    record Update(String text, List<ModelMail> arrived) {}

    /** @param expunges whether EXPUNGE may be sent now; RFC 3501 §7.4.1 forbids it during FETCH, STORE and SEARCH */
    Update update(boolean expunges) {
        StringBuilder text = new StringBuilder();
        ModelMail[] now = folder.mails();
        int before = known.length;
        // a mail that stands where it stood means that none before it has gone: the way of every delivery
        boolean onlyMore = now.length >= before && (before == 0 || now[before - 1] == known[before - 1]);
        if (!onlyMore && expunges) {
            removeGone(now, text);
        }
        List<ModelMail> arrived = arrived(now);
        if (!arrived.isEmpty()) {
            text.append("* ").append(known.length).append(" EXISTS\r\n");
        }
        for (ModelMail mail = reflagged.poll(); mail != null; mail = reflagged.poll()) {
            int sequence = sequence(mail);
            if (sequence > 0) {
                text.append("* ").append(sequence).append(" FETCH (UID ").append(mail.uid());
                text.append(" FLAGS ").append(mail.flagList()).append(")\r\n");
            }
        }
        return new Update(text.toString(), arrived);
    }

    private void removeGone(ModelMail[] now, StringBuilder text) {
        Set<ModelMail> present = Set.copyOf(Arrays.asList(now));
        for (int i = known.length; i > 0; i--) {
            if (!present.contains(known[i - 1])) {
                text.append("* ").append(i).append(" EXPUNGE\r\n");
            }
        }
        known = Arrays.stream(known).filter(present::contains).toArray(ModelMail[]::new);
    }

    private List<ModelMail> arrived(ModelMail[] now) {
        long highest = known.length == 0 ? 0 : known[known.length - 1].uid();
        int from = now.length;
        while (from > 0 && now[from - 1].uid() > highest) {
            from--;
        }
        List<ModelMail> arrived = Arrays.asList(now).subList(from, now.length);
        if (!arrived.isEmpty() && from == known.length) {
            known = now;
        } else if (!arrived.isEmpty()) {
            ModelMail[] more = Arrays.copyOf(known, known.length + arrived.size());
            System.arraycopy(now, from, more, known.length, arrived.size());
            known = more;
        }
        return arrived;
    }
}
