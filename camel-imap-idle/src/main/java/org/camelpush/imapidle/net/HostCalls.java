package org.camelpush.imapidle.net;

import java.util.Optional;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;

import jakarta.mail.PasswordAuthentication;

import io.netty.channel.EventLoop;
import org.camelpush.imapidle.session.Cursor;
import org.camelpush.imapidle.session.Failure;
import org.camelpush.imapidle.session.Profile;
import org.camelpush.imapidle.session.SessionInput;

/** Asks a mailbox's host for what may block, the position and credentials, on a worker; what comes of it is fed to the session. */
final class HostCalls {

    private final MailboxDriver driver;
    private final MailboxHost host;
    private final EventLoop loop;
    private final Executor io;
    private boolean saving;

    HostCalls(MailboxDriver driver, MailboxHost host, EventLoop loop, Executor io) {
        this.driver = driver;
        this.host = host;
        this.loop = loop;
        this.io = io;
    }

    void loadCursor() {
        run(
                () -> driver.feed(loadedCursor()),
                () -> driver.feed(new SessionInput.CursorUnavailable("no worker is free")));
    }

    private SessionInput loadedCursor() {
        try {
            Optional<Cursor> cursor = host.loadCursor();
            return new SessionInput.CursorLoaded(cursor.orElse(null));
        } catch (Exception failure) {
            return new SessionInput.CursorUnavailable(Failures.words(failure));
        }
    }

    void saveCursor(Cursor cursor) {
        if (host.keepsPositionInMemory()) {
            host.saveCursor(cursor);
            driver.feed(new SessionInput.CursorSaved());
            return;
        }
        saving = true;
        run(
                () -> {
                    try {
                        host.saveCursor(cursor);
                    } finally {
                        loop.execute(this::cursorSaved);
                    }
                },
                () -> loop.execute(this::cursorSaved));
    }

    private void cursorSaved() {
        saving = false;
        driver.feed(new SessionInput.CursorSaved());
    }

    /** True while a position is being kept. */
    boolean isSaving() {
        return saving;
    }

    /**
     * @param given whoever logs in instead of the mailbox's own user, or null
     */
    void askCredentials(int generation, Profile.Login given) {
        if (given != null || host.hasCredentials()) {
            driver.feed(credentials(generation, given));
            return;
        }
        run(
                () -> driver.feed(credentials(generation, given)),
                () -> driver.feed(new SessionInput.Disconnected(
                        generation, new Failure(Failure.Kind.NETWORK, "No worker is free to ask for credentials"))));
    }

    private SessionInput credentials(int generation, Profile.Login given) {
        if (given != null) {
            return new SessionInput.CredentialsReady(generation, given.username(), given.password());
        }
        try {
            PasswordAuthentication login = host.credentials();
            return new SessionInput.CredentialsReady(generation, login.getUserName(), login.getPassword());
        } catch (Exception failure) {
            String words = "No credentials for the login: " + Failures.words(failure);
            return new SessionInput.Disconnected(generation, new Failure(Failures.kindOfMissing(failure), words));
        }
    }

    /** Runs this on a worker, or the other thing here and now when none is free. */
    void run(Runnable task, Runnable refused) {
        try {
            io.execute(task);
        } catch (RejectedExecutionException shutDown) {
            refused.run();
        }
    }
}
