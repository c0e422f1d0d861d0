package org.camelpush.imapidle.springboot;

import org.apache.camel.CamelContext;
import org.apache.camel.support.processor.state.MemoryStateRepository;
import org.camelpush.imapidle.ImapIdleComponent;
import org.camelpush.imapidle.ImapIdleConfiguration;
import org.camelpush.imapidle.ImapIdleEndpoint;
import org.camelpush.springboot.StarterContract;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class ImapIdleStarterTest extends StarterContract {

    ImapIdleStarterTest() {
        super("imap-idle", ImapIdleComponent.class);
    }

    @Test
    void bothSchemesHaveTheProperties() {
        application
                .withPropertyValues(
                        "camel.component.imap-idle.username=ann",
                        "camel.component.imap-idle.password=secret",
                        "camel.component.imap-idle.idle-renewal=4m")
                .run(context -> {
                    CamelContext camel = context.getBean(CamelContext.class);
                    for (String uri : new String[] {"imap-idle:mail.example.com", "imaps-idle:mail.example.com"}) {
                        ImapIdleConfiguration options =
                                camel.getEndpoint(uri, ImapIdleEndpoint.class).getConfiguration();
                        assertThat(options.getUsername()).as(uri).isEqualTo("ann");
                        assertThat(options.getIdleRenewal()).as(uri).isEqualTo(240_000);
                    }
                });
    }

    @Test
    void optionsAreBeansWhereTheyAreNamed() {
        ImapIdleConfiguration shared = new ImapIdleConfiguration();
        shared.setFolders("INBOX,Work");
        MemoryStateRepository positions = new MemoryStateRepository();
        application
                .withBean("shared", ImapIdleConfiguration.class, () -> shared)
                .withBean("positions", MemoryStateRepository.class, () -> positions)
                .withPropertyValues(
                        "camel.component.imap-idle.configuration=#bean:shared",
                        "camel.component.imap-idle.configuration.max-in-flight=3",
                        "camel.component.imap-idle.cursor-repository=#positions")
                .run(context -> {
                    ImapIdleConfiguration options = context.getBean(CamelContext.class)
                            .getComponent("imap-idle", ImapIdleComponent.class)
                            .getConfiguration();
                    assertThat(options.getFolders()).isEqualTo("INBOX,Work");
                    assertThat(options.getMaxInFlight()).isEqualTo(3);
                    assertThat(options.getCursorRepository()).isSameAs(positions);
                });
    }

    @Test
    void listIsToldToBeWrittenWithCommas() {
        application
                .withPropertyValues("camel.component.imap-idle.folders[0]=INBOX")
                .run(context -> assertThat(context)
                        .getFailure()
                        .hasMessageEndingWith("Write the values as one text, with commas between them: "
                                + "camel.component.imap-idle.folders=one,two"));
    }
}
