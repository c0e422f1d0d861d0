package org.camelpush.examples.pushmail;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;

import jakarta.activation.DataHandler;

import org.apache.camel.Exchange;
import org.apache.camel.Processor;
import org.apache.camel.attachment.AttachmentMessage;

/** The last step of the route that loads a body: reads all attachments, and counts their octets. */
final class Readings implements Processor {

    private volatile long octets;

    @Override
    public void process(Exchange exchange) throws IOException {
        for (DataHandler attachment :
                exchange.getIn(AttachmentMessage.class).getAttachments().values()) {
            try (InputStream content = attachment.getInputStream()) {
                octets += content.transferTo(OutputStream.nullOutputStream());
            }
        }
    }

    /** Those of all attachments that were read. */
    long octets() {
        return octets;
    }
}
