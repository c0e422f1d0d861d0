package org.camelpush.imapidle.testkit;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;

/** The answer to one command, gathered so that it leaves in one write. */
final class ModelAnswer {

    private final ByteArrayOutputStream bytes = new ByteArrayOutputStream(256);

    ModelAnswer text(String text) {
        return bytes(text.getBytes(StandardCharsets.ISO_8859_1));
    }

    ModelAnswer line(String line) {
        return text(line).text("\r\n");
    }

    ModelAnswer bytes(byte[] more) {
        bytes.writeBytes(more);
        return this;
    }

    ModelAnswer literal(byte[] content) {
        return text("{" + content.length + "}\r\n").bytes(content);
    }

    void clear() {
        bytes.reset();
    }

    byte[] toBytes() {
        return bytes.toByteArray();
    }
}
