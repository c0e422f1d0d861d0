package org.camelpush.benchmarks.angus;

import java.util.Properties;
import java.util.concurrent.Executor;

import jakarta.mail.MessagingException;
import jakarta.mail.Session;
import jakarta.mail.Store;

import org.camelpush.benchmarks.idle.Security;

/** Connections of Angus Mail, told what somebody would tell it who read all of its documentation. */
final class AngusStores {

    private AngusStores() {}

    static Session session(boolean channels, Executor events) {
        Properties properties = new Properties();
        for (String protocol : new String[] {"imap", "imaps"}) {
            String prefix = "mail." + protocol + ".";
            properties.setProperty(prefix + "usesocketchannels", Boolean.toString(channels));
            // one FETCH for the whole of a mail
            properties.setProperty(prefix + "partialfetch", "false");
        }
        // no thread for the events of each folder
        properties.put("mail.event.executor", events);
        return Session.getInstance(properties);
    }

    static Store connect(Session session, Security security, int port, String user) throws MessagingException {
        Store store = session.getStore(security.tls() ? "imaps" : "imap");
        store.connect("localhost", port, user, "secret");
        return store;
    }
}
