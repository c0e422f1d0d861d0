package org.camelpush.imapidle.producer;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import org.eclipse.angus.mail.iap.Response;
import org.eclipse.angus.mail.imap.AppendUID;

/**
 * Where a mail was put, as a server with UIDPLUS says (RFC 4315 §3).
 *
 * @param uidValidity of the folder
 * @param uid the mail's unique identifier there
 */
public record MailPlace(long uidValidity, long uid) {

    private static final Pattern COPYUID = Pattern.compile("\\[COPYUID (\\d{1,10}) \\d{1,10} (\\d{1,10})]");

    /** What COPY or MOVE of one mail answered; with MOVE it comes before the end (RFC 6851 §4.3). */
    static Optional<MailPlace> of(Response... answer) {
        for (Response response : answer) {
            Matcher matcher = COPYUID.matcher(response == null ? "" : response.toString());
            if (response != null && response.isOK() && matcher.find()) {
                return Optional.of(new MailPlace(Long.parseLong(matcher.group(1)), Long.parseLong(matcher.group(2))));
            }
        }
        return Optional.empty();
    }

    static Optional<MailPlace> of(AppendUID answer) {
        return answer == null ? Optional.empty() : Optional.of(new MailPlace(answer.uidvalidity, answer.uid));
    }
}
