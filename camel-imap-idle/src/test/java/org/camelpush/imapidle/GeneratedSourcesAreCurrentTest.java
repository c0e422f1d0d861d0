package org.camelpush.imapidle;

import java.io.IOException;

import org.camelpush.testkit.GeneratedSources;
import org.junit.jupiter.api.Test;

class GeneratedSourcesAreCurrentTest {

    @Test
    void committedSourcesAreWhatTheGeneratorMakes() throws IOException {
        GeneratedSources.assertCurrent();
    }
}
