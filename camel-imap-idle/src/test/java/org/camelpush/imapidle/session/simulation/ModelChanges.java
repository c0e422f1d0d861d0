package org.camelpush.imapidle.session.simulation;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The model server's CONDSTORE and QRESYNC (RFC 7162): what has changed since a client was here. */
final class ModelChanges {

    private static final Pattern SINCE = Pattern.compile("\\(FLAGS\\) \\(CHANGEDSINCE (\\d+)( VANISHED)?\\)");
    private static final Pattern QRESYNC = Pattern.compile(" \\(QRESYNC \\((\\d+) (\\d+) 1:(\\d+)\\)\\)");

    private final World world;
    private final ModelConnection connection;
    private final MailboxView view;

    ModelChanges(World world, ModelConnection connection, MailboxView view) {
        this.world = world;
        this.connection = connection;
        this.view = view;
    }

    /** True when a FETCH of these items is not for mails, but for what is known of them. */
    static boolean isOne(String items) {
        return items.equals("(UID)") || items.equals("(UID FLAGS)") || items.startsWith("(FLAGS) ");
    }

    /** The answer to SELECT with the parameter QRESYNC. */
    List<String> since(String parameter) {
        Matcher asked = QRESYNC.matcher(parameter);
        if (!asked.matches()) {
            throw new BrokenRule("a parameter must be what RFC 7162 says: " + parameter);
        }
        world.gone(Path.QRESYNC_IN_SELECT);
        if (Long.parseLong(asked.group(1)) != world.mailbox.uidValidity()) {
            return List.of();
        }
        return changes(Long.parseLong(asked.group(2)), Long.parseLong(asked.group(3)), true);
    }

    /** A FETCH of these items for mails of a range. */
    List<String> fetched(String set, String items) {
        long last = Long.parseLong(set.substring(set.indexOf(':') + 1));
        long first = Long.parseLong(set.substring(0, set.indexOf(':')));
        Matcher since = SINCE.matcher(items);
        if (since.matches()) {
            connection.mustBeUsable("CONDSTORE", view.tellsModSeqs());
            boolean vanished = since.group(2) != null;
            if (vanished != view.vanishes()) {
                throw new BrokenRule("VANISHED must be asked for with QRESYNC, and then always: " + items);
            }
            world.gone(Path.CHANGED_SINCE);
            return changes(Long.parseLong(since.group(1)), last, vanished);
        }
        List<String> lines = new ArrayList<>();
        for (ModelMail mail : view.mails()) {
            if (mail.uid >= first && mail.uid <= last && !mail.gone) {
                lines.add(items.equals("(UID)") ? key(mail) : flags(mail));
            }
        }
        return lines;
    }

    private List<String> changes(long since, long last, boolean vanished) {
        List<String> lines = new ArrayList<>();
        List<String> gone = new ArrayList<>();
        // a server may have forgotten when a mail went, and name all that are gone
        boolean forgetful = world.chance.in(0.2);
        for (ModelMail mail : world.mailbox.ofValidity(world.mailbox.uidValidity())) {
            boolean isNew = forgetful || mail.goneAt > since;
            if (mail.gone && isNew && mail.uid <= last && !view.mails().contains(mail)) {
                gone.add(String.valueOf(mail.uid));
            }
        }
        if (vanished && !gone.isEmpty()) {
            world.gone(Path.VANISHED_EARLIER);
            lines.add("* VANISHED (EARLIER) " + String.join(",", gone));
        }
        for (ModelMail mail : view.mails()) {
            if (!mail.gone && mail.modSeq > since && mail.uid <= last) {
                lines.add(flags(mail));
            }
        }
        return lines;
    }

    private String key(ModelMail mail) {
        return "* " + view.numberOf(mail) + " FETCH (UID " + mail.uid + ")";
    }

    private String flags(ModelMail mail) {
        view.heard(mail);
        String modSeq = view.tellsModSeqs() ? " MODSEQ (" + mail.modSeq + ")" : "";
        return "* " + view.numberOf(mail) + " FETCH (UID " + mail.uid + " FLAGS (" + mail.flags() + ")" + modSeq + ")";
    }
}
