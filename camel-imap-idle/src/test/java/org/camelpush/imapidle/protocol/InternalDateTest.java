package org.camelpush.imapidle.protocol;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.LongRange;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

class InternalDateTest {

    private static final DateTimeFormatter MODEL =
            DateTimeFormatter.ofPattern("ppd-MMM-uuuu HH:mm:ss Z", Locale.ENGLISH);

    private static Instant parse(String text) {
        return InternalDate.parse(text.getBytes(StandardCharsets.ISO_8859_1));
    }

    @Property
    void readsWhatAFormatterWrites(
            @ForAll @LongRange(min = 0, max = 250_000_000_000L) long second,
            @ForAll @IntRange(min = -1_080, max = 1_080) int offsetMinutes) {
        Instant moment = Instant.ofEpochSecond(second);
        String text = MODEL.format(moment.atOffset(ZoneOffset.ofTotalSeconds(offsetMinutes * 60)));
        assertThat(parse(text)).isEqualTo(moment);
        assertThat(parse(text.replaceFirst("^ ", "0"))).isEqualTo(moment);
        assertThat(parse(text.stripLeading())).isEqualTo(moment);
        assertThat(parse(text.toLowerCase(Locale.ROOT))).isEqualTo(moment);
    }

    @Property
    void readsNothingFromAnythingElse(@ForAll String text) {
        assertThat(parse(text)).isNull();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                " 7-Foo-1994 22:43:04 -0800",
                "32-Jan-1994 22:43:04 -0800",
                "30-Feb-1994 22:43:04 -0800",
                " 7-Feb-1994 24:43:04 -0800",
                " 7-Feb-1994 22:60:04 -0800",
                " 7-Feb-1994 22:43:04 =0800",
                " 7-Feb-1994 22:43:04 -1900",
                " 7-Feb-1994 22:43:04 -08a0",
                " 7/Feb/1994 22:43:04 -0800",
                "17-Feb-1994 22:43:04 -08000",
            })
    void readsNothingFromAnImpossibleDate(String text) {
        assertThat(parse(text)).isNull();
    }

    @Test
    void readsTheOneOfTheRfc() {
        assertThat(parse(" 7-Feb-1994 21:52:25 -0800")).isEqualTo(Instant.parse("1994-02-08T05:52:25Z"));
    }
}
