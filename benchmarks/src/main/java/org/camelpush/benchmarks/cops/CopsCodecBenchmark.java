package org.camelpush.benchmarks.cops;

import java.util.Collection;
import java.util.Locale;
import java.util.concurrent.TimeUnit;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import org.camelpush.benchmarks.report.Table;
import org.camelpush.cops.codec.MalformedMessageException;
import org.camelpush.cops.codec.MessageReader;
import org.camelpush.cops.codec.MessageWriter;
import org.camelpush.cops.message.CopsMessage;
import org.camelpush.cops.message.DecisionMessage;
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

/** What reading a request and writing a decision of 80 octets costs. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
public class CopsCodecBenchmark {

    private final MessageReader reader = new MessageReader(SessionPdp.LIMITS);
    private final ByteBuf request = Octets80.request(1);
    private final ByteBuf out = Unpooled.directBuffer(Octets80.SIZE);
    private final DecisionMessage decision =
            Octets80.decision().answering(Octets80.request().with(Octets80.CLIENT_TYPE, Octets80.handle(1)));

    /** One request. */
    @Benchmark
    public CopsMessage decode() throws MalformedMessageException {
        request.readerIndex(0);
        return reader.read(request);
    }

    /** One decision. */
    @Benchmark
    public ByteBuf encode() {
        out.clear();
        MessageWriter.write(decision, out);
        return out;
    }

    @SuppressWarnings("rawtypes") // JMH's
    public static void run(Table table) throws RunnerException {
        Collection<RunResult> results = new Runner(new OptionsBuilder()
                        .include(CopsCodecBenchmark.class.getName())
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
            String garbage = result.getSecondaryResults().entrySet().stream()
                    .filter(entry -> entry.getKey().endsWith("gc.alloc.rate.norm"))
                    .map(entry -> number(entry.getValue().getScore()) + " B")
                    .findFirst()
                    .orElse("");
            String what = result.getParams().getBenchmark().endsWith("decode") ? "read a request" : "write a decision";
            table.add(Table.row(what + " of 80 octets", "camel-cops", "")
                    .figures(number(result.getPrimaryResult().getScore()) + " ns, " + garbage, ""));
        }
    }

    private static String number(double value) {
        return String.format(Locale.ROOT, "%.0f", value);
    }
}
