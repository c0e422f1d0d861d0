package org.camelpush.examples.mobilemail;

/**
 * Runs a mail server, two networks to it, a policy server, and the application whose mailbox goes from one network to the
 * other. Exit code: 0 if each mail came once and the mailbox was where it should be, otherwise 1.
 */
public final class MobileMail {

    static final int OK = 0;
    static final int FAILED = 1;

    private MobileMail() {}

    public static void main(String[] args) {
        System.exit(run());
    }

    /** Runs it and returns the exit code. */
    static int run() {
        Mailbox mailbox = new Mailbox();
        Happenings happenings = new Happenings();
        try (MailServer mail = new MailServer();
                Network network = new Network(mail.imapPort());
                MobileApplication application = new MobileApplication(network.port(), mailbox, happenings)) {
            application.start();
            return new Story(mail, network, application, mailbox, happenings).tell() ? OK : FAILED;
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            return FAILED;
        } catch (Exception failure) {
            System.err.println("push-mail-mobile: " + failure + ". More is in target/push-mail-mobile.log.");
            return FAILED;
        }
    }
}
