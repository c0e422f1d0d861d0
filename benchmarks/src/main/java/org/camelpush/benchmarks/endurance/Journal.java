package org.camelpush.benchmarks.endurance;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;

/** What the application has processed, a file for each run, so that it is known when the application is killed. */
final class Journal implements AutoCloseable {

    private final int run;
    private final FileChannel file;

    /** Opens a new one, to be written by the application. */
    Journal(Path folder, int run) throws IOException {
        this.run = run;
        file = FileChannel.open(path(folder, run), StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);
    }

    private static Path path(Path folder, int run) {
        return folder.resolve("run-" + run + ".journal");
    }

    /** Writes it in one go; it is on the disk when this returns. */
    synchronized void write(Watched mailbox, String folder, long uidValidity, long uid, String messageId) {
        String line = new Processed(run, mailbox, folder, uidValidity, uid, messageId).line() + '\n';
        ByteBuffer octets = ByteBuffer.wrap(line.getBytes(StandardCharsets.US_ASCII));
        try {
            while (octets.hasRemaining()) {
                file.write(octets);
            }
            file.force(false);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() throws IOException {
        file.close();
    }

    /** What one run has processed so far, in order; a line that a kill has torn was never finished. */
    static List<Processed> read(Path folder, int run) {
        Path path = path(folder, run);
        if (!Files.exists(path)) {
            return List.of();
        }
        try {
            String text = Files.readString(path, StandardCharsets.US_ASCII);
            return text.substring(0, text.lastIndexOf('\n') + 1)
                    .lines()
                    .map(line -> Processed.parse(run, line))
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** What the runs up to this one have processed so far, in order. */
    static List<Processed> readAll(Path folder, int lastRun) {
        List<Processed> all = new ArrayList<>();
        for (int run = 1; run <= lastRun; run++) {
            all.addAll(read(folder, run));
        }
        return all;
    }
}
