package org.camelpush.cops.security;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;

import org.camelpush.cops.message.CopsMessage;
import org.camelpush.cops.message.Integrity;
import org.camelpush.cops.message.Octets;
import org.camelpush.cops.message.OpenMessage;
import org.camelpush.cops.testkit.AnyMessage;
import org.camelpush.cops.testkit.RequiresTshark;
import org.camelpush.cops.testkit.Tshark;
import org.camelpush.cops.testkit.Wire;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;

/** Somebody else's decoder reads what we sign, and has nothing to say against it. */
@RequiresTshark
class SealedTsharkTest {

    private static final List<String> FIELDS =
            List.of("_ws.expert", "cops.op_code", "cops.integrity.key_id", "cops.integrity.seq_num");

    @TempDir
    private Path folder;

    @Test
    void seesKeysAndNumbersOfSignedMessages() throws Exception {
        SplittableRandom random = new SplittableRandom(1);
        for (IntegrityKey key : List.of(Keys.seven(), Keys.eight())) {
            SecuritySettings settings = new SecuritySettings(Keys.ring(key), true, TlsMode.NONE, false);
            SecureEnd pep = new SecureEnd(new PepSecurity(settings, Keys.PEP, new TlsMemory(), random));
            SecureEnd pdp = new SecureEnd(new PdpSecurity(settings, 30, random));
            pdp.receive(pep.sent.get(0));
            pep.receive(pdp.sent.get(0));
            AnyMessage.arbitrary()
                    .sampleStream()
                    .filter(message -> message.integrity() == null && !(message instanceof OpenMessage))
                    .filter(message -> !message.toString().contains("kind=NAMED"))
                    .limit(300)
                    .forEach(pep::send);
            check(pep.sent, key);
        }
    }

    private void check(List<Octets> sent, IntegrityKey key) throws Exception {
        List<List<String>> expected = new ArrayList<>();
        for (Octets octets : sent) {
            CopsMessage message = Wire.decode(octets);
            expected.add(List.of(
                    String.valueOf(message.opCode().value()),
                    String.valueOf(key.id()),
                    String.valueOf(((Integrity.Hmac) message.integrity()).sequence())));
        }
        List<List<List<String>>> seen = Tshark.decode(sent, FIELDS, folder);
        assertThat(seen).hasSameSizeAs(sent).allMatch(fields -> fields.get(0).isEmpty());
        assertThat(seen.stream()
                        .map(fields ->
                                fields.stream().skip(1).map(each -> each.get(0)).toList())
                        .toList())
                .isEqualTo(expected);
    }
}
