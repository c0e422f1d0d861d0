package org.camelpush.imapidle.testkit;

import java.io.IOException;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.UserPrincipal;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;

/** Puts mails where a Maildir server finds them: written to tmp, then renamed into new, so that none is seen half. */
final class Maildir {

    private static final AtomicLong COUNTER = new AtomicLong();

    private final UserPrincipal owner;

    Maildir(String owner) throws IOException {
        this.owner = FileSystems.getDefault().getUserPrincipalLookupService().lookupPrincipalByName(owner);
    }

    void own(Path path) throws IOException {
        Files.setOwner(path, owner);
    }

    void deliver(Path maildir, byte[] mail) throws IOException {
        create(maildir);
        String name = System.currentTimeMillis() / 1_000 + ".P"
                + ProcessHandle.current().pid() + "Q" + COUNTER.incrementAndGet() + ".test";
        Path written = maildir.resolve("tmp").resolve(name);
        Files.write(written, mail);
        own(written);
        Files.move(written, maildir.resolve("new").resolve(name), StandardCopyOption.ATOMIC_MOVE);
    }

    private synchronized void create(Path maildir) throws IOException {
        if (Files.isDirectory(maildir.resolve("new"))) {
            return;
        }
        for (Path folder : List.of(
                maildir.getParent(), maildir, maildir.resolve("tmp"), maildir.resolve("cur"), maildir.resolve("new"))) {
            Files.createDirectories(folder);
            own(folder);
        }
    }
}
