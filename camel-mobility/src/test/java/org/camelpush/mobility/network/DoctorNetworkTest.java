package org.camelpush.mobility.network;

import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import org.camelpush.mobility.testkit.HubFixture;
import org.camelpush.mobility.testkit.network.Network;
import org.camelpush.mobility.testkit.network.Network.Link;
import org.camelpush.mobility.testkit.network.RequiresNetwork;
import org.camelpush.testkit.Page;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.camelpush.mobility.testkit.HubFixture.HUB;

/** What the doctor finds in the kernel's own tables, and whether what it tells people to do is right. */
@RequiresNetwork
class DoctorNetworkTest {

    private static final Pattern LINES = Pattern.compile("root do: (ip rule add .*); (ip route add .*)");

    private final Network network = Network.open(Link.WIFI, Link.CELLULAR);
    private final HubFixture hub = new HubFixture(network.monitor()).start();

    @AfterEach
    void stop() {
        hub.close();
        network.close();
    }

    @SuppressWarnings("unchecked")
    private List<String> findings() {
        Map<String, Object> status = (Map<String, Object>) hub.request("mobility:" + HUB + "?operation=status", null);
        return ((List<String>) status.get("findings"))
                .stream().filter(line -> line.startsWith("WARN")).toList();
    }

    @Test
    void scenario44_theLinesThatAreSaidToBeMissingAreThoseThatWereMissing() {
        assertThat(findings()).isEmpty();
        network.removeRule(Link.WIFI);
        assertThat(findings()).hasSize(1);
        Matcher lines = LINES.matcher(findings().get(0));
        assertThat(lines.find()).isTrue();
        assertThat(findings().get(0))
                .startsWith("WARN wifi: what is bound to " + network.address(Link.WIFI))
                .contains("not by " + network.device(Link.WIFI))
                .doesNotContain("GATEWAY");
        try {
            network.run(lines.group(1));
            network.run(lines.group(2));
            assertThat(findings()).isEmpty();
        } finally {
            network.tryTo(lines.group(1).replace(" add ", " del "));
        }
        assertThat(findings()).hasSize(1); // it had changed nothing itself
    }

    /** Those of docs/mobility.md. */
    @Test
    void theDocumentedLinesAreAllThatIsNeeded() {
        network.removeRule(Link.WIFI);
        network.run("ip route flush table " + network.table(Link.WIFI));
        assertThat(findings()).hasSize(1);
        List<String> lines = Page.of("docs/mobility.md").blocks("sh").stream()
                .filter(block -> block.startsWith("ip rule"))
                .flatMap(String::lines)
                .map(line -> line.replace("10.0.1.5", network.address(Link.WIFI))
                        .replace("10.0.1.0", network.address(Link.WIFI).replaceFirst("[.]2$", ".0"))
                        .replace("10.0.1.1", network.address(Link.WIFI).replaceFirst("[.]2$", ".1"))
                        .replace("wlan0", network.device(Link.WIFI))
                        .replace("101", String.valueOf(network.table(Link.WIFI))))
                .toList();
        assertThat(lines).hasSize(3);
        try {
            lines.forEach(network::run);
            assertThat(findings()).isEmpty();
        } finally {
            network.tryTo(lines.get(0).replace(" add ", " del "));
        }
    }
}
