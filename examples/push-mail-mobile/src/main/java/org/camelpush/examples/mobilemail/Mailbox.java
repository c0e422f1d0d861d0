package org.camelpush.examples.mobilemail;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;

import org.apache.camel.Exchange;
import org.apache.camel.Processor;

/** What is done with a mail: its subject is noted. With one of them the work takes until it is let go. */
final class Mailbox implements Processor {

    private final List<String> subjects = new CopyOnWriteArrayList<>();
    private final CountDownLatch done = new CountDownLatch(1);
    private volatile String longWork;

    @Override
    public void process(Exchange exchange) throws InterruptedException {
        String subject = exchange.getIn().getHeader("Subject", String.class);
        subjects.add(subject);
        if (subject.equals(longWork)) {
            done.await();
        }
    }

    /** The work on the mail of that subject takes long. */
    void takeLong(String subject) {
        longWork = subject;
    }

    /** That work is done. */
    void letGo() {
        done.countDown();
    }

    /** Of the mails that came, one for each time. */
    List<String> subjects() {
        return subjects;
    }
}
