package org.camelpush.examples.pushboard;

import java.io.PrintStream;
import java.util.Arrays;

/** Serves the page until Ctrl-C; {@code --help} says what can be given. Exit code: 1 if it cannot be served, 2 if an argument is wrong. */
public final class PushBoard {

    static final int OK = 0;
    static final int FAILED = 1;
    static final int MISUSED = 2;

    private static final int USUAL_PORT = 8080;
    private static final int MAX_PORT = 65_535;
    private static final String PORT = "--port=";

    private static final String HELP = """
            Usage: push-board [--port=PORT] [--quiet]

            A page with two mailboxes, two networks and a policy server, all of them in this process.

              --port=PORT  where the page is, on the loopback; 8080 without it, 0 takes a free one.
              --quiet      no mails but those that you send, and networks that stay as they are.
              --help       this.
            """;

    private PushBoard() {}

    public static void main(String[] args) throws Exception {
        int exit = run(System.out, System.err, args);
        if (exit != OK || Arrays.asList(args).contains("--help")) {
            System.exit(exit);
        }
        Thread.currentThread().join(); // until Ctrl-C
    }

    /** Starts it and returns; what was started goes on. */
    static int run(PrintStream out, PrintStream err, String... args) {
        int port = USUAL_PORT;
        boolean quiet = false;
        for (String arg : args) {
            if (arg.equals("--help")) {
                out.print(HELP);
                return OK;
            } else if (arg.equals("--quiet")) {
                quiet = true;
            } else if (arg.startsWith(PORT) && isPort(arg.substring(PORT.length()))) {
                port = Integer.parseInt(arg.substring(PORT.length()));
            } else {
                err.println("push-board: cannot do anything with " + arg + "; --help says what can be given.");
                return MISUSED;
            }
        }
        return serve(out, err, port, quiet);
    }

    private static boolean isPort(String text) {
        return text.matches("\\d{1,5}") && Integer.parseInt(text) <= MAX_PORT;
    }

    private static int serve(PrintStream out, PrintStream err, int port, boolean quiet) {
        MailServer mail = null;
        BoardApplication application = null;
        try {
            mail = new MailServer();
            application = new BoardApplication(mail, port);
            application.start();
            out.println("The board is at " + application.url() + ", until Ctrl-C.");
            out.println("Send mails of yours to alice@example.com or bob@example.com by SMTP on 127.0.0.1:"
                    + mail.smtpPort() + ".");
            if (!quiet) {
                new Life(mail, application).begin();
            }
            return OK;
        } catch (Exception failure) {
            close(application);
            close(mail);
            err.println("push-board: cannot serve the page on port " + port + ": "
                    + rootOf(failure).getMessage());
            err.println("--port=0 takes a free port. More is in target/push-board.log.");
            return FAILED;
        }
    }

    private static void close(AutoCloseable started) {
        try {
            if (started != null) {
                started.close();
            }
        } catch (Exception failure) {
            // what is told is why it did not start
        }
    }

    private static Throwable rootOf(Throwable failure) {
        Throwable root = failure;
        while (root.getCause() != null) {
            root = root.getCause();
        }
        return root;
    }
}
