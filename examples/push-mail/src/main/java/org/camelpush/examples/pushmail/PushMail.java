package org.camelpush.examples.pushmail;

import java.io.PrintStream;
import java.time.Duration;
import java.util.Map;

/** The command line of the example; {@code --help} says what it does. */
public final class PushMail {

    static final int OK = 0;
    static final int FAILED = 1;
    static final int MISUSED = 2;

    private static final Duration FIRST_MAIL = Duration.ofSeconds(60);

    private static final String HELP = """
            Usage: push-mail [--imap=URL] [--stay]

            Without arguments: a mail server and a Camel route in this process, mails, and what may go wrong.

              --imap=URL   watch a mailbox of yours, and change nothing in it. URL is
                           imaps://user:password@host[:port][/folder]  (TLS), or
                           imap://…                                    (STARTTLS).
                           Write a / in user or password as %2F, an @ as %40, a % as %25. A password
                           that is left out is taken from the environment variable IMAP_PASSWORD.
              --stay       go on until Ctrl-C, and print each mail that comes.
              --help       this.

            Exit code: 0 if no mail was lost, 1 if one was or the mailbox cannot be watched, 2 if an argument is wrong.
            """;

    private final PrintStream out;
    private final PrintStream err;
    private final Duration patience;

    PushMail(PrintStream out, PrintStream err, Duration patience) {
        this.out = out;
        this.err = err;
        this.patience = patience;
    }

    public static void main(String[] args) {
        System.exit(new PushMail(System.out, System.err, FIRST_MAIL).run(args));
    }

    /** Runs it and returns the exit code. */
    int run(String... args) {
        Arguments arguments;
        try {
            arguments = Arguments.parse(args, System.getenv("IMAP_PASSWORD"));
        } catch (IllegalArgumentException misused) {
            err.println("push-mail: " + misused.getMessage());
            err.println("push-mail --help says what can be given.");
            return MISUSED;
        }
        if (arguments.help()) {
            out.print(HELP);
            return OK;
        }
        Screen screen = new Screen(out);
        try (Stay stay = new Stay(arguments.stay())) {
            boolean good = arguments.account() == null
                    ? story(screen, stay)
                    : new Watch(arguments.account(), screen, stay, patience).run();
            return good ? OK : FAILED;
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            return FAILED;
        } catch (Exception failure) {
            err.println("push-mail: " + rootOf(failure).getMessage());
            err.println("More is in target/push-mail.log.");
            return FAILED;
        }
    }

    private static boolean story(Screen screen, Stay stay) throws Exception {
        try (MailServer server = new MailServer()) {
            Pushes pushes = new Pushes(screen, server::sinceArrival);
            Readings readings = new Readings();
            try (MailApplication application = new MailApplication(
                    "story.camel.yaml",
                    Map.of(
                            "imap.port", Integer.toString(server.imapPort()),
                            "imap.username", MailServer.USER,
                            "imap.password", MailServer.PASSWORD),
                    Map.of("pushes", pushes, "readings", readings))) {
                application.start();
                boolean good = new Story(server, application, pushes, readings, screen).tell();
                if (stay.isAsked()) {
                    screen.act("Send mails of yours to " + MailServer.ADDRESS + " by SMTP on 127.0.0.1:"
                            + server.smtpPort() + ". Ctrl-C ends this.");
                    stay.untilGoodbye();
                }
                return good;
            }
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
