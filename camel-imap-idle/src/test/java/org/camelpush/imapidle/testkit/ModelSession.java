package org.camelpush.imapidle.testkit;

import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * One client's connection to a model mailbox. The script's thread answers commands and owns the view; only while the
 * client idles does whoever delivers write the news, and this change of hands is what the lock guards. No lock is
 * held while a command is answered: answering may change a folder and so reach into other sessions.
 */
final class ModelSession implements ModelFolder.Watcher {

    private static final Map<String, ModelHandler> HANDLERS = new TreeMap<>();

    static {
        HANDLERS.put("CAPABILITY", ModelSession::capability);
        HANDLERS.put("STARTTLS", (session, command, answer) -> "OK begin TLS");
        HANDLERS.put("LOGIN", (session, command, answer) -> session.login(command));
        HANDLERS.put("AUTHENTICATE", (session, command, answer) -> session.login(command));
        HANDLERS.put("COMPRESS", (session, command, answer) -> "OK DEFLATE active");
        HANDLERS.put("LOGOUT", (session, command, answer) -> session.logout(answer));
        HANDLERS.putAll(FolderCommands.HANDLERS);
        HANDLERS.putAll(MailCommands.HANDLERS);
    }

    private final ScriptedConnection connection;
    private final ModelDoor door;
    private MailboxScript mailbox;
    private volatile ModelView view;
    private boolean idling;
    private boolean over;

    ModelSession(ScriptedConnection connection, ModelDoor door) {
        this.connection = connection;
        this.door = door;
    }

    /** Serves the client until it is gone. */
    void run() throws IOException {
        try {
            connection.greet(door.capabilities());
            while (!over) {
                ScriptedCommand command = connection.awaitCommand();
                if (command == null) {
                    return;
                }
                if (command.name().equals("IDLE") && view != null) {
                    idle(command);
                } else {
                    answer(command);
                }
            }
        } catch (TlsHandshakeException e) {
            throw e;
        } catch (IOException e) {
            // a client may go as it likes: a model mailbox has no opinion on that
            over = true;
        } finally {
            unselect();
            if (mailbox != null) {
                mailbox.left(this);
            }
        }
    }

    ScriptedConnection connection() {
        return connection;
    }

    /** The account the client logged in to; throws when it has not. */
    MailboxScript mailbox() {
        if (mailbox == null) {
            throw new IllegalStateException("log in first");
        }
        return mailbox;
    }

    /** The folder the client selected; throws when it has not. */
    ModelView view() {
        if (view == null) {
            throw new IllegalStateException("select a folder first");
        }
        return view;
    }

    synchronized boolean idling() {
        return idling;
    }

    synchronized void select(ModelFolder folder, boolean readOnly) {
        unselect();
        // watched before it is looked at: a delivery in between is then told, not lost
        folder.watch(this);
        view = new ModelView(folder, readOnly);
    }

    synchronized void unselect() {
        if (view != null) {
            view.folder().forget(this);
            view = null;
            idling = false;
        }
    }

    private void answer(ScriptedCommand command) throws IOException {
        ModelAnswer answer = new ModelAnswer();
        String tagged = verdict(command, answer);
        // RFC 3501 §7.4.1: no EXPUNGE while FETCH, STORE or SEARCH go by sequence number
        boolean expunges = !List.of("FETCH", "STORE", "SEARCH").contains(command.name());
        write(answer, expunges, false, command.tag() + " " + tagged);
        if (command.name().equals("STARTTLS") && tagged.startsWith("OK")) {
            connection.upgradeToTls(door.tls());
        } else if (command.name().equals("COMPRESS")) {
            connection.compress();
        }
    }

    private String verdict(ScriptedCommand command, ModelAnswer answer) throws IOException {
        ModelHandler handler = HANDLERS.get(command.name());
        if (handler == null) {
            return "BAD unknown command " + command.name();
        }
        try {
            return handler.handle(this, command, answer);
        } catch (IllegalArgumentException | IllegalStateException | IndexOutOfBoundsException e) {
            answer.clear();
            return "BAD " + e.getMessage();
        }
    }

    /** Adds what the client has to be told, then the last line, and writes it all at once. */
    private void write(ModelAnswer answer, boolean expunges, boolean silent, String last) throws IOException {
        List<ModelMail> arrived = List.of();
        if (view != null && !(silent && mailbox.silent())) {
            ModelView.Update update = view.update(expunges);
            answer.text(update.text());
            arrived = update.arrived();
        }
        answer.line(last);
        byte[] bytes = answer.toBytes();
        if (!arrived.isEmpty()) {
            view.folder().announced(arrived, System.nanoTime());
        }
        connection.sendRaw(bytes);
    }

    private void idle(ScriptedCommand command) throws IOException {
        synchronized (this) {
            connection.send("+ idling");
            idling = true;
            push();
        }
        ScriptedCommand end = connection.awaitCommand();
        synchronized (this) {
            idling = false;
            if (end == null) {
                over = true;
            } else if (end.text().equalsIgnoreCase("DONE")) {
                write(new ModelAnswer(), true, true, command.tag() + " OK IDLE done");
            } else {
                connection.reply(command, "BAD expected DONE");
            }
        }
    }

    private void push() throws IOException {
        if (!idling || view == null || mailbox.silent()) {
            return;
        }
        ModelView.Update update = view.update(true);
        if (!update.text().isEmpty()) {
            byte[] bytes = new ModelAnswer().text(update.text()).toBytes();
            view.folder().announced(update.arrived(), System.nanoTime());
            connection.sendRaw(bytes);
        }
    }

    @Override
    public synchronized void mailsChanged() {
        try {
            push();
        } catch (IOException e) {
            // the client is gone: its own thread finds out and ends the session
            idling = false;
        }
    }

    @Override
    public void flagsChanged(ModelMail mail) {
        ModelView selected = view;
        if (selected != null) {
            selected.reflagged(mail);
            mailsChanged();
        }
    }

    private static String capability(ModelSession session, ScriptedCommand command, ModelAnswer answer) {
        answer.line("* CAPABILITY " + session.capabilities());
        return "OK CAPABILITY done";
    }

    private String capabilities() {
        return mailbox == null ? door.capabilities() : mailbox.capabilities();
    }

    private String login(ScriptedCommand command) throws IOException {
        MailboxScript found = door.open(ScriptedLogin.read(connection, command));
        if (found == null) {
            return door.refusal();
        }
        mailbox = found;
        mailbox.entered(this);
        return "OK [CAPABILITY " + mailbox.capabilities() + "] logged in";
    }

    private String logout(ModelAnswer answer) {
        over = true;
        answer.line("* BYE logging out");
        return "OK LOGOUT done";
    }
}
