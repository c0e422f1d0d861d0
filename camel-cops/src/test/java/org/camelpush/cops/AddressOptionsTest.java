package org.camelpush.cops;

import org.camelpush.cops.security.TlsMode;
import org.camelpush.cops.session.PdpAddress;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class AddressOptionsTest {

    @Test
    void t1_theOtherServersAreOnTheWellKnownPortToo() {
        CopsConfiguration options = new CopsConfiguration();
        options.setHost("a");
        options.setServers("b, c:1, [::1]");
        assertThat(AddressOptions.servers(options))
                .containsExactly(
                        new PdpAddress("a", 3288),
                        new PdpAddress("b", 3288),
                        new PdpAddress("c", 1),
                        new PdpAddress("::1", 3288));
        options.setTls(TlsMode.IMPLICIT);
        assertThat(AddressOptions.servers(options)).contains(new PdpAddress("b", 3183), new PdpAddress("c", 1));
    }

    @Test
    void t1_soIsWhereAPdpRedirectsTo() {
        CopsConfiguration options = new CopsConfiguration();
        options.setRedirectTo("127.0.0.1");
        assertThat(AddressOptions.redirect(options).port()).isEqualTo(3288);
        options.setTls(TlsMode.IMPLICIT);
        assertThat(AddressOptions.redirect(options).port()).isEqualTo(3183);
    }
}
