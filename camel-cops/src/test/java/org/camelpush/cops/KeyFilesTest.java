package org.camelpush.cops;

import java.nio.file.Files;
import java.nio.file.Path;

import org.apache.camel.impl.DefaultCamelContext;
import org.camelpush.cops.security.KeyRing;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;

/** Files of keys are read again. */
class KeyFilesTest {

    @TempDir
    private Path folder;

    @Test
    void i6_aFileIsReadAgainAndOneThatIsWrongLeavesTheKeysAsTheyWere() throws Exception {
        try (DefaultCamelContext context = new DefaultCamelContext()) {
            KeyFiles files = new KeyFiles();
            Path file = folder.resolve("keys");
            Files.writeString(file, "id=7 secret=text:secretkey1234567");
            KeyRing ring = files.ring(context, "file:" + file);
            assertThat(ring.keys()).extracting("id").containsExactly(7L);
            assertThat(files.ring(context, "file:" + file))
                    .as("of each file one")
                    .isSameAs(ring);

            Files.writeString(file, "id=7 secret=text:secretkey1234567\nid=8 secret=text:secretkey7654321");
            files.look(context);
            assertThat(ring.keys()).extracting("id").containsExactly(7L, 8L);

            Files.writeString(file, "");
            files.look(context);
            Files.writeString(file, "id=9");
            files.look(context);
            Files.delete(file);
            files.look(context);
            assertThat(ring.keys()).extracting("id").containsExactly(7L, 8L);
        }
    }
}
