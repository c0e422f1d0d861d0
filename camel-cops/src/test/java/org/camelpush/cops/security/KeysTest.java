package org.camelpush.cops.security;

import java.nio.ByteBuffer;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;

import org.camelpush.cops.message.Octets;
import org.camelpush.cops.message.PepId;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/** Which key counts when, and what numbers begin with. */
class KeysTest {

    private static final Duration DAY = Duration.ofDays(1);
    private static final Instant T0 = Keys.NOW;

    private static IntegrityKey key(int id, int fromDay, int untilDay) {
        return IntegrityKey.of(id, IntegrityAlgorithm.HMAC_MD5_96, Keys.SECRET)
                .validFrom(T0.plus(DAY.multipliedBy(fromDay)))
                .validUntil(T0.plus(DAY.multipliedBy(untilDay)));
    }

    private static Long sending(KeyRing ring, double day) {
        IntegrityKey key = ring.forSending(Keys.PEP, T0.plusSeconds((long) (day * DAY.toSeconds())));
        return key == null ? null : key.id();
    }

    @ParameterizedTest
    @CsvSource({"-0.1,", "0, 1", "4.9, 1", "5, 2", "9.9, 2", "10, 2", "14.9, 2", "15, 3", "29.9, 3", "30,"})
    void f51_i6_aSenderGoesOverAtTheMidpointOfTheOverlap(double day, Long id) {
        KeyRing ring = Keys.ring(key(3, 10, 30), key(1, 0, 10), key(2, 0, 20));
        assertThat(sending(ring, day)).isEqualTo(id);
    }

    @Test
    void i6_aKeyWithoutAnEndIsLeftForNoOther() {
        KeyRing ring = Keys.ring(Keys.seven(), key(1, 0, 10));
        assertThat(sending(ring, -1)).isEqualTo(7);
        assertThat(sending(ring, 0)).isEqualTo(1);
        assertThat(sending(ring, 6)).as("beyond the midpoint").isEqualTo(7);
        assertThat(sending(ring, 11)).isEqualTo(7);
    }

    @Test
    void i6_aKeyOfOnePepGoesBeforeOneForAll() {
        IntegrityKey own = IntegrityKey.of(7, IntegrityAlgorithm.HMAC_MD5_96, Keys.OTHER_SECRET)
                .forPep(Keys.PEP.value());
        KeyRing ring = Keys.ring(Keys.seven(), own);
        assertThat(ring.named(7, Keys.PEP)).isSameAs(own);
        assertThat(ring.named(7, new PepId("another"))).isNotSameAs(own).isNotNull();
        assertThat(ring.named(8, Keys.PEP)).isNull();
    }

    @Test
    void i7_noConnectionBeginsWithANumberThatAnEarlierOneHad() {
        SplittableRandom random = new SplittableRandom(1);
        KeyRing ring = Keys.ring(Keys.seven());
        long last = 0;
        for (int i = 0; i < 1_000; i++) {
            long first = ring.firstNumber(T0.minusSeconds(i), random);
            assertThat(first).isGreaterThan(last);
            last = first + random.nextInt(1_000);
            ring.used(last);
        }
    }

    @Test
    void i7_anotherStartBeginsBeyondTheOneBefore() {
        SplittableRandom random = new SplittableRandom(1);
        long before = Keys.ring(Keys.seven()).firstNumber(T0, random);
        long messages = 16L * 3600 - 16;
        long after = Keys.ring(Keys.seven()).firstNumber(T0.plusSeconds(3600), random);
        assertThat(after).isGreaterThan(before + messages);
        assertThat(Keys.ring(Keys.seven()).firstNumber(Instant.EPOCH, random)).isNotNegative();
    }

    @Test
    void aKeyIsCheckedWhenItIsMade() {
        assertThatThrownBy(() -> IntegrityKey.of(1, IntegrityAlgorithm.HMAC_MD5_96, new byte[15]))
                .hasMessage("The secret of key 1 has 15 octets; it must have at least 16");
        assertThatThrownBy(() -> IntegrityKey.of(-1, IntegrityAlgorithm.HMAC_MD5_96, Keys.SECRET))
                .hasMessage("Key ID is -1; it must be 0 to 4294967295");
        assertThatThrownBy(() -> key(1, 2, 2)).hasMessageContaining("its end must be behind its begin");
        assertThatThrownBy(() -> Keys.ring(Keys.seven(), Keys.seven())).hasMessageContaining("There are two keys 7");
        assertThatThrownBy(
                        () -> Keys.ring(Keys.seven().forPep("a"), Keys.seven().forPep("a")))
                .hasMessageContaining("two keys 7 of a");
        assertThat(Keys.ring(Keys.seven().forPep("a"), Keys.seven().forPep("b")).keys())
                .hasSize(2);
    }

    /** RFC 4231 §4.6, which is cut to 128 bits. */
    @Test
    void theDigestOfSha256IsThatOfItsRfc() {
        byte[] secret = new byte[20];
        Arrays.fill(secret, (byte) 0x0c);
        ByteBuffer octets =
                ByteBuffer.wrap(Octets.ofText("Test With Truncation").toArray());
        byte[] digest =
                IntegrityKey.of(1, IntegrityAlgorithm.HMAC_SHA_256_128, secret).digest(octets);
        assertThat(Octets.of(digest).toHex()).isEqualTo("a3b6167473100ee06e0c796c2955552b");
    }

    @Test
    void nobodyShowsASecret() {
        IntegrityKey key = key(1, 0, 10).forPep("edge-1");
        assertThat(key)
                .hasToString("key 1 of edge-1 (HMAC-MD5-96, from 2026-06-01T12:00:00Z, until 2026-06-11T12:00:00Z)");
        assertThat(Keys.ring(Keys.seven())).hasToString("[key 7 (HMAC-MD5-96)]");
    }

    @Test
    void i6_aFileHasKeysWithLifetimesAlgorithmsAndPeps() {
        List<IntegrityKey> keys = KeyFile.read(List.of(
                "# the keys of this year",
                "",
                "id=7 secret=text:secretkey1234567 # of the vectors",
                "id=0x8 secret=base64:c2VjcmV0a2V5MTIzNDU2Nw== algorithm=hmac-sha-256-128 pep=edge-1"
                        + " from=2026-01-01T00:00:00Z until=2027-01-01T00:00:00Z"));
        assertThat(keys.toString())
                .isEqualTo("[key 7 (HMAC-MD5-96), key 8 of edge-1 (HMAC-SHA-256-128,"
                        + " from 2026-01-01T00:00:00Z, until 2027-01-01T00:00:00Z)]");
        ByteBuffer octets = ByteBuffer.wrap(new byte[] {1, 2, 3});
        assertThat(keys.get(0).digest(octets.duplicate()))
                .isEqualTo(Keys.seven().digest(octets.duplicate()));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "secret=text:secretkey1234567 | id= is missing",
                "id=7 | secret= is missing",
                "id=x secret=text:secretkey1234567 | id=x is no number",
                "id=7 id=8 secret=text:secretkey1234567 | id= stands there twice",
                "id=7 secretkey1234567 | there is a word that is none of",
                "id=7 secret=secretkey1234567 | secret= must be hex:, base64: or text:",
                "id=7 secret=hex:secretkey1234567 | secret= must be hex:, base64: or text:",
                "id=7 secret=text:short | The secret of key 7 has 5 octets; it must have at least 16",
                "id=7 secret=text:secretkey1234567 algorithm=MD4 | There is no algorithm MD4; it must be HMAC-MD5-96 or",
                "id=7 secret=text:secretkey1234567 from=today | from=today is no time",
                "id=7 secret=text:secretkey1234567 pep=gr\u00fcn | A PEPID must be printable ASCII",
            })
    void aFileThatIsWrongSaysWhereAndShowsNoSecret(String line, String what) {
        assertThatThrownBy(() -> KeyFile.read(List.of("", line)))
                .hasMessageStartingWith("Line 2 of the keys: ")
                .hasMessageContaining(what)
                .satisfies(wrong -> assertThat(wrong.getMessage()).doesNotContain("secretkey"));
    }
}
