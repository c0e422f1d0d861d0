package org.camelpush.benchmarks.parser;

import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Collection;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import org.camelpush.benchmarks.report.Table;
import org.camelpush.imapidle.protocol.Body;
import org.camelpush.imapidle.protocol.BodyStore;
import org.camelpush.imapidle.protocol.FrameLimits;
import org.camelpush.imapidle.protocol.Response;
import org.camelpush.imapidle.protocol.ResponseFramer;
import org.camelpush.imapidle.protocol.ResponseParser;
import org.camelpush.imapidle.testkit.TestMails;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.profile.GCProfiler;
import org.openjdk.jmh.results.RunResult;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.options.OptionsBuilder;
import org.openjdk.jmh.runner.options.TimeValue;
import org.openjdk.jmh.runner.options.VerboseMode;

/** What framing and parsing one FETCH response of 4 KB costs, but for keeping its body. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
public class FetchResponseBenchmark {

    private static final int SIZE = 4 * 1_024;

    private final ByteBuf octets = response();
    private final ResponseFramer framer = new ResponseFramer(new FrameLimits(65_536, 65_536), new Nowhere());

    /** One response. */
    @Benchmark
    public Response frameAndParse() {
        octets.readerIndex(0);
        return ResponseParser.parse(framer.next(octets).orElseThrow());
    }

    private static ByteBuf response() {
        String before = "* 17 FETCH (UID 4711 FLAGS (\\Seen) INTERNALDATE \"17-Jul-2026 02:44:25 -0700\" RFC822.SIZE "
                + SIZE + " BODY[] {" + SIZE + "}\r\n";
        return Unpooled.buffer()
                .writeBytes(before.getBytes(StandardCharsets.US_ASCII))
                .writeBytes(TestMails.ofSize(SIZE))
                .writeBytes(new byte[] {')', '\r', '\n'});
    }

    @SuppressWarnings("rawtypes") // JMH's
    public static void run(Table table) throws RunnerException {
        Collection<RunResult> results = new Runner(new OptionsBuilder()
                        .include(FetchResponseBenchmark.class.getName())
                        .addProfiler(GCProfiler.class)
                        .verbosity(VerboseMode.SILENT)
                        .warmupIterations(5)
                        .warmupTime(TimeValue.seconds(1))
                        .measurementIterations(5)
                        .measurementTime(TimeValue.seconds(1))
                        .forks(2)
                        .build())
                .run();
        for (RunResult result : results) {
            String time = number(result.getPrimaryResult().getScore()) + " ns";
            String garbage = result.getSecondaryResults().entrySet().stream()
                    .filter(entry -> entry.getKey().endsWith("gc.alloc.rate.norm"))
                    .map(entry -> number(entry.getValue().getScore()) + " B")
                    .findFirst()
                    .orElse("");
            table.add(Table.row("frame and parse a FETCH of 4 KB", "camel-imap-idle", "")
                    .figures(time + ", " + garbage, ""));
        }
    }

    private static String number(double value) {
        return String.format(Locale.ROOT, "%.0f", value);
    }

    /** Skips what it is given. */
    private static final class Nowhere implements BodyStore, BodyStore.Writer, Body {

        @Override
        public Writer begin(long size) {
            return this;
        }

        @Override
        public void write(ByteBuf in, int length) {
            in.skipBytes(length);
        }

        @Override
        public Optional<CompletionStage<Void>> congestion() {
            return Optional.empty();
        }

        @Override
        public Body finish() {
            return this;
        }

        @Override
        public void discard() {
            // nothing was kept
        }

        @Override
        public long size() {
            return SIZE;
        }

        @Override
        public InputStream open() {
            throw new UnsupportedOperationException("nothing was kept");
        }

        @Override
        public void release() {
            // nothing was kept
        }
    }
}
