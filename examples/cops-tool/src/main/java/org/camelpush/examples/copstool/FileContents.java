package org.camelpush.examples.copstool;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Reads files that a user names. */
final class FileContents {

    private FileContents() {}

    /**
     * All of it.
     *
     * @throws IllegalArgumentException when it cannot be read
     */
    static byte[] of(Path file) {
        try {
            return Files.readAllBytes(file);
        } catch (IOException unreadable) {
            throw new IllegalArgumentException("the file " + file + " cannot be read", unreadable);
        }
    }
}
