package org.camelpush.mobility;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;

import org.apache.camel.AsyncProcessor;
import org.apache.camel.Exchange;
import org.camelpush.mobility.policy.MobilityDecision;
import org.camelpush.mobility.policy.MobilityPolicy;
import org.camelpush.mobility.policy.MobilityRequest;

/** A policy whose decisions a route makes: each question is an exchange, whose reply decides. */
final class RouteQuestions implements MobilityPolicy {

    /** Makes the exchange, and takes it back. */
    interface Exchanges {
        Exchange create();

        void release(Exchange exchange);
    }

    private final AsyncProcessor route;
    private final Exchanges exchanges;
    private final Executor threads;

    RouteQuestions(AsyncProcessor route, Exchanges exchanges, Executor threads) {
        this.route = route;
        this.exchanges = exchanges;
        this.threads = threads;
    }

    @Override
    public CompletionStage<MobilityDecision> decide(MobilityRequest request) {
        CompletableFuture<MobilityDecision> answer = new CompletableFuture<>();
        threads.execute(() -> ask(request, answer));
        return answer;
    }

    @Override
    public boolean blocks() {
        return false;
    }

    private void ask(MobilityRequest request, CompletableFuture<MobilityDecision> answer) {
        Exchange exchange = exchanges.create();
        try {
            QuestionExchange.ask(exchange.getIn(), request);
            route.process(exchange, doneSync -> finish(exchange, request, answer));
        } catch (RuntimeException failure) {
            exchange.setException(failure);
            finish(exchange, request, answer);
        }
    }

    private void finish(Exchange exchange, MobilityRequest request, CompletableFuture<MobilityDecision> answer) {
        try {
            if (exchange.getException() == null) {
                answer.complete(QuestionExchange.reply(exchange, request));
            } else {
                answer.completeExceptionally(exchange.getException());
            }
        } catch (RuntimeException undecided) {
            answer.completeExceptionally(undecided);
        } finally {
            exchanges.release(exchange);
        }
    }
}
