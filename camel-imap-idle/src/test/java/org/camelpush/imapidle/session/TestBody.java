package org.camelpush.imapidle.session;

import java.io.ByteArrayInputStream;
import java.io.InputStream;

import org.camelpush.imapidle.protocol.Body;

/** A body that remembers whether it was released. */
final class TestBody implements Body {

    private int releases;

    int releases() {
        return releases;
    }

    @Override
    public long size() {
        return 0;
    }

    @Override
    public InputStream open() {
        return new ByteArrayInputStream(new byte[0]);
    }

    @Override
    public void release() {
        releases++;
    }
}
