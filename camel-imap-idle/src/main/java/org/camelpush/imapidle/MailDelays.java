package org.camelpush.imapidle;

import java.util.Map;

import org.camelpush.imapidle.session.PushedMail;

/**
 * How long the mails of a consumer took, from the moment it heard of them.
 *
 * @param toRoute until the exchange began, of mails that came for the first time
 * @param toAcknowledgement until an exchange succeeded, waits for redelivery counted
 */
record MailDelays(Delay toRoute, Delay toAcknowledgement) {

    MailDelays() {
        this(new Delay(), new Delay());
    }

    void begins(PushedMail mail) {
        if (mail.attempt() == 1) {
            toRoute.took(System.nanoTime() - mail.noticedAt());
        }
    }

    void ended(PushedMail mail, boolean success) {
        if (success) {
            toAcknowledgement.took(System.nanoTime() - mail.noticedAt());
        }
    }

    /** Adds all of it by name. */
    void describe(Map<String, Object> details) {
        details.put("meanMillisToRoute", toRoute.mean());
        details.put("longestMillisToRoute", toRoute.longest());
        details.put("meanMillisToAcknowledgement", toAcknowledgement.mean());
        details.put("longestMillisToAcknowledgement", toAcknowledgement.longest());
    }
}
