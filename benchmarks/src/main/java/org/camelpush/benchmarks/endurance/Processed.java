package org.camelpush.benchmarks.endurance;

/**
 * A mail that the route was done with.
 *
 * @param run which start of the application it was, from 1
 * @param mailbox who got it
 * @param folder where it lies
 * @param uidValidity what the identifier belongs to
 * @param uid its identifier
 * @param messageId its Message-ID, which here names one mail
 */
record Processed(int run, Watched mailbox, String folder, long uidValidity, long uid, String messageId) {

    /** Reads what {@link #line()} writes. */
    static Processed parse(int run, String line) {
        String[] words = line.split(" ");
        return new Processed(
                run, Watched.valueOf(words[0]), words[1], Long.parseLong(words[2]), Long.parseLong(words[3]), words[4]);
    }

    /** One line, without the run. */
    String line() {
        return mailbox + " " + folder + " " + uidValidity + " " + uid + " " + messageId;
    }
}
