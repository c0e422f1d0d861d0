package org.camelpush.benchmarks.springintegration;

import java.util.ArrayList;
import java.util.List;
import java.util.Properties;

import org.camelpush.benchmarks.idle.Security;
import org.springframework.context.annotation.AnnotationConfigApplicationContext;
import org.springframework.context.annotation.Configuration;
import org.springframework.integration.channel.DirectChannel;
import org.springframework.integration.config.EnableIntegration;
import org.springframework.integration.mail.ImapIdleChannelAdapter;
import org.springframework.integration.mail.ImapMailReceiver;
import org.springframework.messaging.MessageHandler;

/** Adapters of Spring Integration in one application context. */
final class SpringAdapters implements AutoCloseable {

    private final AnnotationConfigApplicationContext context =
            new AnnotationConfigApplicationContext(IntegrationConfiguration.class);
    private final List<ImapIdleChannelAdapter> adapters = new ArrayList<>();

    /** What an application has that uses Spring Integration. */
    @Configuration
    @EnableIntegration
    static class IntegrationConfiguration {}

    /** Starts one for INBOX of this user. */
    void start(int port, Security security, String user, MessageHandler handler) {
        String scheme = security.tls() ? "imaps" : "imap";
        ImapMailReceiver receiver =
                new ImapMailReceiver(scheme + "://" + user + ":secret@localhost:" + port + "/INBOX");
        Properties properties = new Properties();
        properties.setProperty("mail." + scheme + ".partialfetch", "false");
        receiver.setJavaMailProperties(properties);
        receiver.setShouldMarkMessagesAsRead(true);
        receiver.setBeanFactory(context.getBeanFactory());
        receiver.afterPropertiesSet();
        DirectChannel channel = new DirectChannel();
        channel.setBeanFactory(context.getBeanFactory());
        channel.subscribe(handler);
        ImapIdleChannelAdapter adapter = new ImapIdleChannelAdapter(receiver);
        adapter.setOutputChannel(channel);
        adapter.setBeanFactory(context.getBeanFactory());
        adapter.setApplicationContext(context);
        adapter.setApplicationEventPublisher(context);
        adapter.afterPropertiesSet();
        adapter.start();
        adapters.add(adapter);
    }

    @Override
    public void close() {
        adapters.forEach(ImapIdleChannelAdapter::stop);
        context.close();
    }
}
