package org.camelpush.examples.copstool;

import java.io.InputStream;
import java.io.PrintStream;
import java.util.Arrays;

/** The command line; {@code --help} says what it does. */
public final class CopsTool {

    static final int OK = 0;
    static final int FAILED = 1;
    static final int MISUSED = 2;

    private static final String HELP = """
            Usage: cops-tool print HEX...
                   cops-tool print --file=FILE
                   cops-tool ask URI [--r-type=N] [--m-type=N] [--text=TEXT | --hex=HEX]
                   cops-tool serve URI RULES [--requests=N]

              print   says what messages hold that are given in hexadecimal, or are in a file (- is the standard input):
                      as they were on the wire, or in hexadecimal, where lines that begin with # are comments.
              ask     is a PEP that sends one request and prints the decision. A configuration (--r-type=8) is reported on.
                      URI is that of a producer of camel-cops, such as "cops:127.0.0.1?clientType=0x8001&pepId=edge-1".
              serve   is a PDP that decides by the rules of a YAML file, and prints what it is asked and what it decides, until
                      Ctrl-C or the given number of requests.
                      URI is that of a consumer of camel-cops, such as "cops:0.0.0.0?clientTypes=0x8001".

              --r-type=N     R-Type: 1 incoming message, 2 resource allocation, 4 outgoing message, 8 configuration,
                             or a sum. 1 without it.
              --m-type=N     M-Type, 0 without it.
              --text, --hex  signaled client information.

            Numbers are decimal, or hexadecimal with 0x.
            Exit code: 0, 1 if there is no decision or a message cannot be read, 2 if an argument is wrong.
            """;

    private final InputStream in;
    private final PrintStream out;
    private final PrintStream err;

    CopsTool(InputStream in, PrintStream out, PrintStream err) {
        this.in = in;
        this.out = out;
        this.err = err;
    }

    public static void main(String[] args) {
        System.exit(new CopsTool(System.in, System.out, System.err).run(args));
    }

    /** Runs a command and returns the exit code. */
    int run(String... args) {
        try {
            return run(args.length == 0 ? "" : args[0], Arguments.parse(args.length == 0 ? args : tail(args)));
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            return FAILED;
        } catch (Exception failure) {
            return failed(failure);
        }
    }

    /** What Camel finds wrong with a URI is wrapped. */
    private int failed(Exception failure) {
        Throwable wrong = failure;
        while (wrong.getCause() != null && !(wrong instanceof IllegalArgumentException)) {
            wrong = wrong.getCause();
        }
        err.println("cops-tool: " + wrong.getMessage());
        if (wrong instanceof IllegalArgumentException) {
            err.println("cops-tool --help says what can be given.");
            return MISUSED;
        }
        return FAILED;
    }

    private static String[] tail(String... args) {
        return Arrays.copyOfRange(args, 1, args.length);
    }

    private int run(String command, Arguments arguments) throws Exception {
        boolean good;
        switch (command) {
            case "print" -> good = new Print(in, out).run(arguments);
            case "ask" -> good = new Ask(out).run(arguments);
            case "serve" -> good = new Serve(out).run(arguments);
            case "--help" -> {
                out.print(HELP);
                good = true;
            }
            default -> throw new IllegalArgumentException("the command must be print, ask or serve");
        }
        return good ? OK : FAILED;
    }
}
