package org.camelpush.cops.docs;

import java.nio.file.Path;
import java.util.List;

import org.apache.camel.Exchange;
import org.apache.camel.RoutesBuilder;
import org.apache.camel.impl.DefaultCamelContext;
import org.apache.camel.support.PluginHelper;
import org.apache.camel.support.ResourceHelper;
import org.camelpush.cops.CopsConstants;
import org.camelpush.cops.PolicyFixture;
import org.camelpush.testkit.CompiledBlock;
import org.camelpush.testkit.Page;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;

/** The routes of docs/cops.md ask and decide, when their port is one that is free here. */
class DocumentedRoutesTest {

    private final Page page = Page.of("docs/cops.md");
    private final int port = PolicyFixture.freePort();
    private final DefaultCamelContext context = new DefaultCamelContext();

    @TempDir
    private Path folder;

    @AfterEach
    void stop() {
        context.stop();
    }

    private String atOurPort(String route) {
        return route.replace("cops:127.0.0.1", "cops:127.0.0.1:" + port);
    }

    private Object admission() {
        return context.createProducerTemplate().requestBody("direct:admission", "a flow");
    }

    @Test
    void theYamlRoutesAskAndDecide() throws Exception {
        List<String> blocks = page.blocks("yaml");
        assertThat(blocks).hasSize(4);
        for (String block : blocks) {
            PluginHelper.getRoutesLoader(context)
                    .loadRoutes(ResourceHelper.fromString("r" + block.hashCode() + ".camel.yaml", atOurPort(block)));
        }
        context.start();
        assertThat(admission()).isEqualTo("granted: 10 Mbit/s");
        assertThat(change().getException()).hasMessageContaining("no request state with handle 2a");
    }

    /** Nothing is kept, so there is nothing to change; but the PEP is found. */
    private Exchange change() {
        return context.createProducerTemplate().request("direct:change", exchange -> {
            exchange.getIn().setHeader(CopsConstants.PEP_ID, "edge-1");
            exchange.getIn().setHeader(CopsConstants.HANDLE, "2a");
            exchange.getIn().setHeader(CopsConstants.DECISION, "REMOVE");
        });
    }

    @Test
    void anotherPepIsDenied() throws Exception {
        String asking = page.blocks("yaml").get(2).replace("pepId: edge-1", "pepId: edge-2");
        for (String block : List.of(page.blocks("yaml").get(0), asking)) {
            PluginHelper.getRoutesLoader(context)
                    .loadRoutes(ResourceHelper.fromString("r" + block.hashCode() + ".camel.yaml", atOurPort(block)));
        }
        context.start();
        assertThat(admission()).isEqualTo("denied");
    }

    @Test
    void theJavaRoutesAskAndDecide() throws Exception {
        assertThat(page.blocks("java")).hasSize(1);
        context.addRoutes((RoutesBuilder)
                CompiledBlock.newInstance(atOurPort(page.blocks("java").get(0)), folder));
        context.start();
        assertThat(admission()).isEqualTo("granted: 10 Mbit/s");
    }
}
