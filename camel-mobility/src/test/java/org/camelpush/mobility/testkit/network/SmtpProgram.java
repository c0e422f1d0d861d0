package org.camelpush.mobility.testkit.network;

import java.io.BufferedReader;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;

import org.camelpush.mobility.testkit.SmtpScript;

/**
 * {@link SmtpScript} as a program of its own, for a network namespace. It asks by a line of its output, such as
 * {@code BODY mail 3}, and goes on when it gets a line. Asked {@code taken}, it says what it has taken, up to an empty line.
 */
public final class SmtpProgram {

    static final String LISTENS = "listens";
    static final String TAKEN = "taken";

    private SmtpProgram() {}

    /** @param args the address to listen on, and the port */
    public static void main(String[] args) throws Exception {
        BufferedReader in = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
        Object answer = new Object();
        long[] answers = new long[1];
        try (SmtpScript script = new SmtpScript(args[0], Integer.parseInt(args[1]), (subject, point) -> {
            synchronized (answer) {
                long next = answers[0] + 1;
                System.out.println(point + " " + subject);
                while (answers[0] < next) {
                    try {
                        answer.wait();
                    } catch (InterruptedException end) {
                        return false;
                    }
                }
                return true;
            }
        })) {
            System.out.println(LISTENS);
            for (String line = in.readLine(); line != null; line = in.readLine()) {
                if (line.equals(TAKEN)) {
                    script.taken().forEach(System.out::println);
                    System.out.println();
                } else {
                    synchronized (answer) {
                        answers[0]++;
                        answer.notifyAll();
                    }
                }
            }
        }
        System.exit(0);
    }
}
