package org.camelpush.mobility;

import java.time.Duration;
import java.util.Locale;

import org.apache.camel.Exchange;
import org.apache.camel.Message;
import org.apache.camel.util.TimeUtils;
import org.camelpush.mobility.bearer.Bearer;
import org.camelpush.mobility.policy.Candidate;
import org.camelpush.mobility.policy.DrainMode;
import org.camelpush.mobility.policy.MigrationMode;
import org.camelpush.mobility.policy.MobilityDecision;
import org.camelpush.mobility.policy.MobilityRequest;

/** A question as an exchange, and its reply as a decision. */
final class QuestionExchange {

    private QuestionExchange() {}

    static void ask(Message message, MobilityRequest request) {
        Bearer old = request.present() == null ? request.lost() : request.present();
        Bearer proposed = request.proposed();
        message.setBody(request);
        message.setHeader(MobilityConstants.EVENT, "question");
        message.setHeader(MobilityConstants.REQUEST_ID, request.requestId());
        message.setHeader(MobilityConstants.SESSION, request.session());
        message.setHeader(MobilityConstants.ACCOUNT, request.account());
        message.setHeader(MobilityConstants.PROTOCOL, request.protocol());
        message.setHeader(MobilityConstants.DIRECTION, request.direction().name());
        message.setHeader(MobilityConstants.REASON, request.reason().name());
        message.setHeader(MobilityConstants.OLD_BEARER, old == null ? null : old.id());
        message.setHeader(MobilityConstants.NEW_BEARER, proposed.id());
        message.setHeader(MobilityConstants.NEW_TYPE, proposed.type().name().toLowerCase(Locale.ROOT));
        message.setHeader(MobilityConstants.NEW_METERED, proposed.metered().isMetered());
        message.setHeader(
                MobilityConstants.NEW_ROAMING, proposed.roaming().name().toLowerCase(Locale.ROOT));
        message.setHeader(
                MobilityConstants.CANDIDATES,
                request.candidates().stream().map(Candidate::id).toList());
        message.setHeader(MobilityConstants.OPERATION, request.progress().operation());
        message.setHeader(MobilityConstants.PENDING_BYTES, request.progress().pendingBytes());
    }

    /**
     * What the route has decided.
     *
     * @throws IllegalArgumentException when it has not, or not so that it can be read
     */
    static MobilityDecision reply(Exchange exchange, MobilityRequest request) {
        Message reply = exchange.getMessage();
        if (reply.getBody() instanceof MobilityDecision decision) {
            return decision;
        }
        String text = reply.getHeader(MobilityConstants.DECISION, String.class);
        if (text == null) {
            throw new IllegalArgumentException("the route has not set the header " + MobilityConstants.DECISION
                    + ", nor is its reply's body a MobilityDecision");
        }
        String why = reply.getHeader(MobilityConstants.WHY, "the policy route says so", String.class);
        int colon = text.indexOf(':');
        String word = colon < 0 ? text.trim() : text.substring(0, colon).trim();
        String argument = colon < 0 ? "" : text.substring(colon + 1).trim();
        return switch (word) {
            case "accept" ->
                new MobilityDecision.Accept(
                        reply.getHeader(
                                MobilityConstants.BEARER, request.proposed().id(), String.class),
                        drain(argument, request),
                        MigrationMode.AUTO,
                        null,
                        why);
            case "ignore" -> new MobilityDecision.Ignore(argument.isEmpty() ? null : duration(argument), why);
            case "hold" -> new MobilityDecision.Hold(duration(argument), why);
            case "pending" -> new MobilityDecision.Pending(duration(argument), why);
            case "offline" -> new MobilityDecision.GoOffline(why);
            case "pass" -> new MobilityDecision.Pass(why);
            default ->
                throw new IllegalArgumentException("the header " + MobilityConstants.DECISION + " is \"" + text
                        + "\"; it must be accept, ignore, hold:30s, pending:5m, offline or pass");
        };
    }

    private static DrainMode drain(String word, MobilityRequest request) {
        return switch (word) {
            case "" -> request.mayStay() ? DrainMode.COMPLETE_CURRENT : DrainMode.IMMEDIATE;
            case "immediately" -> DrainMode.IMMEDIATE;
            case "stopCurrent" -> DrainMode.STOP_CURRENT;
            case "completeCurrent" -> DrainMode.COMPLETE_CURRENT;
            default ->
                throw new IllegalArgumentException(
                        "accept:" + word + " is unknown; there are immediately, stopCurrent and completeCurrent");
        };
    }

    private static Duration duration(String text) {
        return Duration.ofMillis(TimeUtils.toMilliSeconds(text));
    }
}
