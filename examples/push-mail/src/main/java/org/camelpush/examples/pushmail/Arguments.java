package org.camelpush.examples.pushmail;

/**
 * What the command line asks for.
 *
 * @param account the mailbox to watch, or null for the story
 * @param stay go on until Ctrl-C
 * @param help only say what can be given
 */
record Arguments(ImapAccount account, boolean stay, boolean help) {

    private static final String IMAP = "--imap=";

    /**
     * Reads a command line.
     *
     * @param password for an account that comes without one, or null
     * @throws IllegalArgumentException saying what is wrong, without repeating a password
     */
    static Arguments parse(String[] args, String password) {
        ImapAccount account = null;
        boolean stay = false;
        boolean help = false;
        for (String arg : args) {
            if (arg.startsWith(IMAP)) {
                account = ImapAccount.parse(arg.substring(IMAP.length()), password);
            } else if (arg.equals("--stay")) {
                stay = true;
            } else if (arg.equals("--help")) {
                help = true;
            } else {
                throw new IllegalArgumentException("unknown argument " + arg.replaceFirst("=.*", "=…"));
            }
        }
        return new Arguments(account, stay, help);
    }
}
