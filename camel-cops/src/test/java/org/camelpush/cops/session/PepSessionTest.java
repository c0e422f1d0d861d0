package org.camelpush.cops.session;

import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

import org.camelpush.cops.message.AcceptMessage;
import org.camelpush.cops.message.AccountingTimer;
import org.camelpush.cops.message.CloseMessage;
import org.camelpush.cops.message.Context;
import org.camelpush.cops.message.CopsDecision;
import org.camelpush.cops.message.CopsError;
import org.camelpush.cops.message.CopsMessage;
import org.camelpush.cops.message.DecisionCommand;
import org.camelpush.cops.message.DecisionMessage;
import org.camelpush.cops.message.DeleteMessage;
import org.camelpush.cops.message.ErrorCode;
import org.camelpush.cops.message.Handle;
import org.camelpush.cops.message.Integrity;
import org.camelpush.cops.message.KeepAliveMessage;
import org.camelpush.cops.message.KeepAliveTimer;
import org.camelpush.cops.message.MalformedMessage;
import org.camelpush.cops.message.Octets;
import org.camelpush.cops.message.OpCode;
import org.camelpush.cops.message.OpenMessage;
import org.camelpush.cops.message.PepId;
import org.camelpush.cops.message.Reason;
import org.camelpush.cops.message.ReasonCode;
import org.camelpush.cops.message.ReportMessage;
import org.camelpush.cops.message.ReportType;
import org.camelpush.cops.message.RequestMessage;
import org.camelpush.cops.message.SynchronizeCompleteMessage;
import org.camelpush.cops.message.SynchronizeMessage;
import org.camelpush.cops.message.UnknownObject;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class PepSessionTest {

    private static final int OUTSOURCING = Context.INCOMING_MESSAGE;
    private static final int CONFIGURATION = Context.CONFIGURATION;
    private static final Handle STRANGE = new Handle(Octets.ofHex("0badcafe"));

    private static DecisionMessage decision(RequestMessage request, DecisionCommand command) {
        return CopsDecision.of(command, List.of()).answering(request);
    }

    private static DecisionMessage unsolicited(RequestMessage request, DecisionCommand command) {
        DecisionMessage solicited = decision(request, command);
        return new DecisionMessage(1, false, solicited.handle(), solicited.decisions(), null, null);
    }

    private static DeleteMessage deleted(Handle handle, ReasonCode reason) {
        return new DeleteMessage(1, handle, Reason.of(reason), null);
    }

    private static CloseMessage close(int clientType, ErrorCode code) {
        return new CloseMessage(clientType, CopsError.of(code), null, null);
    }

    private static MalformedMessage malformed(OpCode opCode, Handle handle, boolean fatal, UnknownObject... unknown) {
        CopsError error = unknown.length == 0 ? CopsError.of(ErrorCode.BAD_MESSAGE_FORMAT) : unknown[0].error();
        return new MalformedMessage(opCode.value(), 1, handle, error, "nonsense", fatal, List.of(unknown));
    }

    /** With a state that is kept, whose decision was INSTALL. */
    private static PepScript withState(int requestType) {
        PepScript pep = PepScript.open().ask(1, requestType, true);
        pep.receive(decision(pep.asked(), DecisionCommand.INSTALL));
        return pep;
    }

    @Test
    void t2_everyClientTypeIsOpenedOnOneConnection() {
        PepScript pep = new PepScript().feed(new PepInput.OpenClient(1)).feed(new PepInput.OpenClient(2));
        pep.feed(PepScript.connected(1));
        assertThat(pep.sent)
                .containsExactly(
                        new OpenMessage(1, new PepId("pep"), null, null, null),
                        new OpenMessage(2, new PepId("pep"), null, null, null));
        assertThat(pep.session.snapshot().connected()).isTrue();
    }

    @Test
    void s3_anOpnNamesNoLastPdpForNothingIsCached() {
        PepScript pep = PepScript.open().ask(1, OUTSOURCING, true);
        pep.feed(new PepInput.Disconnected(1, "cut")).fire(SessionTimer.STATE).feed(PepScript.connected(2));
        assertThat(((OpenMessage) pep.sent.get(pep.sent.size() - 1)).lastPdp()).isNull();
    }

    @Test
    void whatIsAskedBeforeTheClientTypeIsOpenGoesOutWithItsAcceptance() {
        PepScript pep = new PepScript().feed(new PepInput.OpenClient(1)).ask(7, OUTSOURCING, false);
        pep.feed(PepScript.connected(1));
        assertThat(pep.asked()).isNull();
        pep.receive(new AcceptMessage(1, new KeepAliveTimer(0), null, null));
        assertThat(pep.asked()).isNotNull();
    }

    @Test
    void l7_keepAlivesGoAtRandomBetweenAQuarterAndThreeQuartersOfTheLeastTimer() {
        PepScript pep = PepScript.open().receive(new AcceptMessage(2, new KeepAliveTimer(20), null, null));
        Set<Duration> delays = new HashSet<>();
        for (int i = 0; i < 200; i++) {
            delays.add(pep.delayOf(SessionTimer.KEEP_ALIVE));
            pep.fire(SessionTimer.KEEP_ALIVE);
        }
        assertThat(delays)
                .hasSizeGreaterThan(190)
                .allMatch(delay ->
                        delay.compareTo(Duration.ofSeconds(5)) >= 0 && delay.compareTo(Duration.ofSeconds(15)) <= 0)
                .anyMatch(delay -> delay.compareTo(Duration.ofSeconds(6)) < 0)
                .anyMatch(delay -> delay.compareTo(Duration.ofSeconds(14)) > 0);
        assertThat(pep.sent).hasSize(200).allMatch(new KeepAliveMessage(0, null)::equals);
    }

    @Test
    void o8_f25_withoutATimerThereAreNoKeepAlives() {
        PepScript pep = new PepScript().feed(new PepInput.OpenClient(1)).feed(PepScript.connected(1));
        pep.receive(new AcceptMessage(1, new KeepAliveTimer(0), null, null));
        assertThat(pep.delayOf(SessionTimer.KEEP_ALIVE)).isNull();
        assertThat(pep.delayOf(SessionTimer.SILENCE)).isNull();
    }

    @Test
    void a2_f26_aKeepAliveOfThePdpIsNeverAnswered() {
        assertThat(PepScript.open().receive(new KeepAliveMessage(0, null)).sent).isEmpty();
    }

    @Test
    void t4_a16_l9_f23_aSilentPdpIsToldForEachClientTypeAndLeft() {
        PepScript pep = PepScript.open().receive(new AcceptMessage(2, new KeepAliveTimer(60), null, null));
        pep.ask(1, OUTSOURCING, false);
        pep.sent.clear();
        pep.pass(Duration.ofSeconds(39)).fire(SessionTimer.SILENCE);
        assertThat(pep.closes).isZero();
        pep.pass(Duration.ofSeconds(1)).fire(SessionTimer.SILENCE);
        assertThat(pep.sent)
                .containsExactly(close(1, ErrorCode.COMMUNICATION_FAILURE), close(2, ErrorCode.COMMUNICATION_FAILURE));
        assertThat(pep.closes).isEqualTo(1);
        assertThat(pep.failures.get(1L).kind()).isEqualTo(PepFailure.Kind.DISCONNECTED);
    }

    @Test
    void t5_f43_itKeepsTryingWithGrowingWaits() {
        PepScript pep = new PepScript().feed(new PepInput.OpenClient(1));
        Duration before = Duration.ZERO;
        for (int attempt = 1; attempt <= 4; attempt++) {
            pep.feed(new PepInput.Disconnected(attempt, "refused"));
            Duration wait = pep.delayOf(SessionTimer.STATE);
            assertThat(wait).isGreaterThan(before.plus(before.dividedBy(4)));
            before = wait;
            pep.fire(SessionTimer.STATE);
            assertThat(pep.generation).isEqualTo(attempt + 1);
        }
        assertThat(pep.session.snapshot().lastFailure()).isEqualTo("refused");
        assertThat(pep.session.snapshot().attempts()).isEqualTo(4);
    }

    @Test
    void aConnectionThatLivedLongBeginsTheWaitsAnew() {
        PepScript pep = PepScript.open();
        pep.feed(new PepInput.Disconnected(1, "cut")).fire(SessionTimer.STATE);
        pep.feed(PepScript.connected(2)).receive(new AcceptMessage(1, new KeepAliveTimer(0), null, null));
        pep.pass(Duration.ofMinutes(5)).feed(new PepInput.Disconnected(2, "cut"));
        assertThat(pep.session.snapshot().attempts()).isEqualTo(1);
    }

    @Test
    void aConnectionThatIsNotThereInTimeIsLeft() {
        PepScript pep = new PepScript().feed(new PepInput.OpenClient(1)).fire(SessionTimer.STATE);
        assertThat(pep.closes).isEqualTo(1);
        pep.fire(SessionTimer.STATE).feed(PepScript.connected(2)).fire(SessionTimer.STATE);
        assertThat(pep.closes).as("nobody answers OPN").isEqualTo(2);
        assertThat(pep.events).hasSize(2).allMatch(PepEvent::isBad);
    }

    @Test
    void anOpnThatIsNotAnsweredWhileOthersAreIsClosedAndTriedAgain() {
        PepScript pep = PepScript.open().fire(SessionTimer.STATE);
        assertThat(pep.sent).containsExactly(close(2, ErrorCode.COMMUNICATION_FAILURE));
        pep.fire(SessionTimer.REOPEN);
        assertThat(pep.sent.get(1)).isEqualTo(new OpenMessage(2, new PepId("pep"), null, null, null));
        assertThat(pep.closes).isZero();
    }

    @Test
    void l6_f45_aClosedClientTypeFailsItsRequestsAndLeavesTheOthers() {
        PepScript pep = PepScript.open().receive(new AcceptMessage(2, new KeepAliveTimer(60), null, null));
        pep.ask(1, OUTSOURCING, false).receive(close(1, ErrorCode.SHUTTING_DOWN));
        assertThat(pep.failures.get(1L).kind()).isEqualTo(PepFailure.Kind.CLIENT_TYPE_CLOSED);
        assertThat(pep.failures.get(1L).error()).isEqualTo(CopsError.of(ErrorCode.SHUTTING_DOWN));
        assertThat(pep.session.snapshot().openClientTypes()).containsExactly(2);
        assertThat(pep.closes).isZero();
    }

    @Test
    void whenTheLastClientTypeIsClosedTheConnectionIsLeft() {
        PepScript pep = PepScript.open().receive(close(2, ErrorCode.UNSUPPORTED_CLIENT_TYPE));
        pep.receive(close(1, ErrorCode.SHUTTING_DOWN));
        assertThat(pep.closes).isEqualTo(1);
        assertThat(pep.delayOf(SessionTimer.REOPEN)).isNull();
        assertThat(pep.delayOf(SessionTimer.STATE)).isNotNull();
    }

    @Test
    void f44_aClientCloseOfWhatIsNotOpenAndLateMessagesAreNoMatter() {
        PepScript pep =
                PepScript.open().receive(close(2, ErrorCode.UNSPECIFIED)).receive(close(2, ErrorCode.UNSPECIFIED));
        pep.receive(close(9, ErrorCode.UNSPECIFIED))
                .receive(new AcceptMessage(9, new KeepAliveTimer(1), null, null))
                .receive(new SynchronizeMessage(2, null, null))
                .receive(CopsDecision.of(DecisionCommand.INSTALL, List.of()).answering(PdpScript.request(2, STRANGE)));
        assertThat(pep.sent).isEmpty();
        assertThat(pep.events).hasSize(1);
        assertThat(pep.ignored).as("two CC, CAT, SSQ, DEC").hasSize(5).containsOnly(Ignored.CLIENT_TYPE_NOT_OPEN);
    }

    @Test
    void a12_aClientCloseOfClientTypeZeroEndsTheConnection() {
        assertThat(PepScript.open().receive(close(0, ErrorCode.AUTHENTICATION_REQUIRED)).closes)
                .isEqualTo(1);
    }

    @Test
    void r4_aHandleHasOneRequestAtATime() {
        PepScript pep = withState(OUTSOURCING);
        Handle handle = pep.asked().handle();
        pep.ask(2, handle, OUTSOURCING, true).ask(3, handle, OUTSOURCING, true);
        assertThat(pep.failures.get(3L).kind()).isEqualTo(PepFailure.Kind.NOT_NOW);
        pep.receive(decision(pep.asked(), DecisionCommand.REMOVE));
        assertThat(pep.answers).hasSize(2);
    }

    @Test
    void r5_f33_whatIsNotDecidedInTimeIsDeletedAndItsLateDecisionIsNoMatter() {
        PepScript pep = PepScript.open().ask(1, OUTSOURCING, true);
        RequestMessage request = pep.asked();
        pep.pass(Duration.ofSeconds(4)).ask(2, OUTSOURCING, true);
        pep.pass(Duration.ofSeconds(6)).fire(SessionTimer.REQUEST);
        assertThat(pep.failures).containsOnlyKeys(1L);
        assertThat(pep.failures.get(1L).kind()).isEqualTo(PepFailure.Kind.TIMEOUT);
        assertThat(pep.sent).contains(deleted(request.handle(), ReasonCode.TIMEOUT));
        assertThat(pep.delayOf(SessionTimer.REQUEST)).isEqualTo(Duration.ofSeconds(4));
        int before = pep.sent.size();
        pep.receive(decision(request, DecisionCommand.INSTALL));
        assertThat(pep.sent).hasSize(before);
        assertThat(pep.answers).isEmpty();
    }

    @Test
    void whatWasNeverSentTimesOutWithTheReason() {
        PepScript pep = new PepScript().feed(new PepInput.OpenClient(1)).ask(1, OUTSOURCING, false);
        pep.feed(new PepInput.Disconnected(1, "refused"));
        pep.pass(Duration.ofSeconds(10)).fire(SessionTimer.REQUEST);
        assertThat(pep.failures.get(1L).text()).contains("refused");
        assertThat(pep.sent).isEmpty();
    }

    @Test
    void r10_whatIsNotKeptIsDeletedAtOnceButAConfigurationIsNot() {
        PepScript pep = PepScript.open().ask(1, OUTSOURCING, false);
        Handle first = pep.asked().handle();
        pep.receive(decision(pep.asked(), DecisionCommand.INSTALL));
        assertThat(pep.sent).contains(deleted(first, ReasonCode.TRANSIENT_HANDLE));
        pep.ask(2, CONFIGURATION, false).receive(decision(pep.asked(), DecisionCommand.INSTALL));
        assertThat(pep.answers).extracting(PepEffect.Answer::kept).containsExactly(false, true);
        assertThat(pep.session.snapshot().handles()).isEqualTo(1);
    }

    @Test
    void aDecisionWithAnErrorFailsTheRequestAndEndsItsState() {
        PepScript pep = PepScript.open().ask(1, OUTSOURCING, true);
        CopsError error = CopsError.of(ErrorCode.UNABLE_TO_PROCESS);
        pep.receive(CopsDecision.failed(error).answering(pep.asked()));
        assertThat(pep.failures.get(1L))
                .isEqualTo(new PepFailure(
                        PepFailure.Kind.REFUSED, error, "the PDP answered with error 4 UNABLE_TO_PROCESS"));
        assertThat(pep.sent).contains(deleted(pep.asked().handle(), ReasonCode.PDP_DIRECTIVE));
    }

    @Test
    void a8_f28_aDecisionOnAHandleThatNeverWasIsDeleted() {
        PepScript pep = PepScript.open().receive(decision(PdpScript.request(1, STRANGE), DecisionCommand.INSTALL));
        assertThat(pep.sent).containsExactly(deleted(STRANGE, ReasonCode.UNSPECIFIED));
        Handle future = new Handle(Octets.ofHex("00000000000000ff"));
        pep.receive(decision(PdpScript.request(1, future), DecisionCommand.INSTALL));
        assertThat(pep.sent).hasSize(2);
    }

    @Test
    void f29_anUnsolicitedDecisionDoesNotAnswerARequest() {
        PepScript pep = PepScript.open().ask(1, OUTSOURCING, true);
        pep.receive(unsolicited(pep.asked(), DecisionCommand.REMOVE));
        assertThat(pep.answers).isEmpty();
        pep.receive(decision(pep.asked(), DecisionCommand.INSTALL));
        assertThat(pep.answers.get(0).decision().decisions().get(0).command()).isEqualTo(DecisionCommand.INSTALL);
    }

    @Test
    void f29_aDecisionWithoutARequestThatNobodyCarriesOutEndsItsState() {
        for (boolean solicited : new boolean[] {true, false}) { // without a request both are the same
            PepScript pep = withState(OUTSOURCING);
            RequestMessage request = pep.asked();
            pep.receive(
                    solicited
                            ? decision(request, DecisionCommand.REMOVE)
                            : unsolicited(request, DecisionCommand.REMOVE));
            assertThat(pep.sent).contains(deleted(request.handle(), ReasonCode.UNSUPPORTED_DECISION));
            assertThat(pep.events).hasSize(1).first().isInstanceOf(PepEvent.Unattended.class);
            assertThat(pep.ignored).hasSize(solicited ? 1 : 0).allMatch(Ignored.UNEXPECTED_DECISION::equals);
            assertThat(pep.session.snapshot().handles()).isZero();
        }
    }

    @Test
    void anUnsolicitedErrorEndsItsState() {
        PepScript pep = withState(OUTSOURCING);
        Handle handle = pep.asked().handle();
        pep.receive(new DecisionMessage(1, false, handle, List.of(), CopsError.of(ErrorCode.UNSPECIFIED), null));
        assertThat(pep.sent).contains(deleted(handle, ReasonCode.PDP_DIRECTIVE));
    }

    @Test
    void r7_anUnsolicitedConfigurationThatNobodyCarriesOutIsReportedAsFailed() {
        PepScript pep = withState(CONFIGURATION);
        RequestMessage request = pep.asked();
        pep.receive(unsolicited(request, DecisionCommand.REMOVE));
        pep.feed(new PepInput.Report(9, 1, request.handle(), ReportType.SUCCESS, List.of()));
        ReportMessage failed = new ReportMessage(1, true, request.handle(), ReportType.FAILURE, List.of(), null);
        assertThat(pep.sent).as("behind the report on the first decision").endsWith(failed);
        assertThat(pep.session.snapshot().handles()).isEqualTo(1);
    }

    @Test
    void r7_h4_thereIsOneSolicitedReportForEachDecision() {
        PepScript pep = withState(CONFIGURATION);
        Handle handle = pep.asked().handle();
        for (ReportType type : List.of(ReportType.ACCOUNTING, ReportType.SUCCESS, ReportType.SUCCESS)) {
            pep.feed(new PepInput.Report(9, 1, handle, type, List.of()));
        }
        assertThat(pep.sent)
                .filteredOn(ReportMessage.class::isInstance)
                .extracting(CopsMessage::solicited)
                .containsExactly(false, true, false);
    }

    @Test
    void l4_accountingReportsAreNotMoreFrequentThanThePdpAllows() {
        PepScript pep = PepScript.open(new AccountingTimer(60)).ask(1, OUTSOURCING, true);
        pep.receive(decision(pep.asked(), DecisionCommand.INSTALL));
        PepInput.Report report = new PepInput.Report(9, 1, pep.asked().handle(), ReportType.ACCOUNTING, List.of());
        pep.feed(report).pass(Duration.ofSeconds(59)).feed(report);
        assertThat(pep.failures.get(9L).kind()).isEqualTo(PepFailure.Kind.NOT_NOW);
        pep.pass(Duration.ofSeconds(1)).feed(report);
        assertThat(pep.done).hasSize(2);
    }

    @Test
    void l5_anAccountingTimerOfZeroForbidsThem() {
        PepScript pep = PepScript.open(new AccountingTimer(0)).ask(1, OUTSOURCING, true);
        pep.receive(decision(pep.asked(), DecisionCommand.INSTALL));
        pep.feed(new PepInput.Report(9, 1, pep.asked().handle(), ReportType.ACCOUNTING, List.of()));
        assertThat(pep.failures.get(9L).kind()).isEqualTo(PepFailure.Kind.NOT_NOW);
    }

    @Test
    void r9_aMalformedDecisionIsAnsweredByDrqAndFailsItsRequest() {
        PepScript pep = PepScript.open().ask(1, OUTSOURCING, true);
        Handle handle = pep.asked().handle();
        pep.feed(new PepInput.Malformed(1, malformed(OpCode.DECISION, handle, false)));
        assertThat(pep.sent).contains(deleted(handle, ReasonCode.MALFORMED_DECISION));
        assertThat(pep.failures.get(1L).kind()).isEqualTo(PepFailure.Kind.REFUSED);
        pep.feed(new PepInput.Malformed(1, malformed(OpCode.DECISION, STRANGE, false)));
        assertThat(pep.sent).contains(deleted(STRANGE, ReasonCode.MALFORMED_DECISION));
    }

    @Test
    void r9_o5_anUnknownObjectInADecisionIsToldByItsNumbers() {
        PepScript pep = PepScript.open().ask(1, OUTSOURCING, true);
        Handle handle = pep.asked().handle();
        UnknownObject unknown = new UnknownObject(0x63, 1, Octets.EMPTY);
        pep.feed(new PepInput.Malformed(1, malformed(OpCode.DECISION, handle, false, unknown)));
        assertThat(pep.sent).contains(new DeleteMessage(1, handle, new Reason(13, 0x6301), null));
    }

    @Test
    void l3_aMalformedCatIsAnsweredByAClientClose() {
        PepScript pep = PepScript.open().feed(new PepInput.Malformed(1, malformed(OpCode.ACCEPT, null, false)));
        assertThat(pep.sent).containsExactly(close(1, ErrorCode.BAD_MESSAGE_FORMAT));
    }

    @Test
    void aFatalMessageEndsTheConnection() {
        PepScript pep = PepScript.open().feed(new PepInput.Malformed(1, malformed(OpCode.DECISION, null, true)));
        assertThat(pep.sent).containsExactly(close(1, ErrorCode.BAD_MESSAGE_FORMAT));
        assertThat(pep.closes).isEqualTo(1);
        PepScript other = PepScript.open().feed(new PepInput.Malformed(1, malformed(OpCode.CLOSE, null, false)));
        assertThat(other.sent).containsExactly(close(0, ErrorCode.BAD_MESSAGE_FORMAT));
        assertThat(other.closes).isEqualTo(1);
        PepScript keepAlive =
                PepScript.open().feed(new PepInput.Malformed(1, malformed(OpCode.KEEP_ALIVE, null, true)));
        assertThat(keepAlive.closes).isEqualTo(1);
    }

    @Test
    void f15_messagesOfTheWrongDirectionCloseTheirClientType() {
        for (CopsMessage wrong : List.of(
                PdpScript.request(1, STRANGE),
                new ReportMessage(1, true, STRANGE, ReportType.SUCCESS, List.of(), null),
                deleted(STRANGE, ReasonCode.TEAR),
                new OpenMessage(1, new PepId("x"), null, null, null),
                new SynchronizeCompleteMessage(1, null, null))) {
            assertThat(PepScript.open().receive(wrong).sent).containsExactly(close(1, ErrorCode.BAD_MESSAGE_FORMAT));
        }
    }

    @Test
    void s5_s7_aSynchronizationAsksAllAgainAndThenIsComplete() {
        PepScript pep = withState(OUTSOURCING);
        RequestMessage request = pep.asked();
        pep.ask(2, OUTSOURCING, true);
        pep.sent.clear();
        pep.receive(new SynchronizeMessage(1, null, null));
        assertThat(pep.sent).containsExactly(request, new SynchronizeCompleteMessage(1, null, null));
        pep.receive(decision(request, DecisionCommand.INSTALL));
        assertThat(pep.sent).as("the same again is no news").hasSize(2);
        assertThat(pep.session.snapshot().handles()).isEqualTo(2);
    }

    @Test
    void s5_aConfigurationThatComesAgainIsReportedOnAgain() {
        PepScript pep = withState(CONFIGURATION);
        RequestMessage request = pep.asked();
        pep.feed(new PepInput.Report(9, 1, request.handle(), ReportType.SUCCESS, List.of()));
        pep.sent.clear();
        pep.receive(new SynchronizeMessage(1, request.handle(), null));
        assertThat(pep.sent).containsExactly(request, new SynchronizeCompleteMessage(1, request.handle(), null));
        pep.ask(3, request.handle(), CONFIGURATION, true);
        assertThat(pep.failures.get(3L).kind()).as("it is being asked").isEqualTo(PepFailure.Kind.NOT_NOW);
        pep.receive(decision(request, DecisionCommand.INSTALL));
        assertThat(pep.sent.get(2))
                .isEqualTo(new ReportMessage(1, true, request.handle(), ReportType.SUCCESS, List.of(), null));
    }

    @Test
    void s6_f37_anUnknownHandleInASynchronizationIsDeletedAtOnce() {
        PepScript pep = PepScript.open().receive(new SynchronizeMessage(1, STRANGE, null));
        assertThat(pep.sent)
                .containsExactly(
                        deleted(STRANGE, ReasonCode.SYNCHRONIZE_HANDLE_UNKNOWN),
                        new SynchronizeCompleteMessage(1, STRANGE, null));
    }

    @Test
    void moreStatesThanAllowedAreNotAskedFor() {
        PepScript pep =
                new PepScript(new ReconnectPolicy(false, Duration.ofSeconds(1), Duration.ofSeconds(1), 1, -1), 1);
        pep.feed(new PepInput.OpenClient(1)).ask(1, OUTSOURCING, true).ask(2, OUTSOURCING, true);
        assertThat(pep.failures.get(2L).text()).contains("maxHandlesPerSession");
    }

    @Test
    void withoutReconnectEverythingFailsBehindTheFirstLoss() {
        PepScript pep =
                new PepScript(new ReconnectPolicy(false, Duration.ofSeconds(1), Duration.ofSeconds(1), 1, -1), 9);
        pep.feed(new PepInput.OpenClient(1)).ask(1, OUTSOURCING, true).feed(new PepInput.Disconnected(1, "refused"));
        pep.ask(2, OUTSOURCING, true).feed(new PepInput.OpenClient(2));
        assertThat(pep.failures).containsOnlyKeys(1L, 2L);
        assertThat(pep.events.get(0).text()).isEqualTo("no connection, and no further attempt after 0: refused");
        assertThat(pep.generation).isEqualTo(1);
    }

    @Test
    void attemptsMayBeLimited() {
        PepScript pep = new PepScript(new ReconnectPolicy(true, Duration.ofSeconds(1), Duration.ofSeconds(1), 1, 1), 9);
        pep.feed(new PepInput.OpenClient(1))
                .feed(new PepInput.Disconnected(1, "refused"))
                .fire(SessionTimer.STATE);
        pep.feed(new PepInput.Disconnected(2, "refused"));
        assertThat(pep.events).last().isInstanceOf(PepEvent.GaveUp.class);
    }

    @Test
    void aStopSaysGoodbyeAndFailsWhatWaits() {
        PepScript pep = PepScript.open().ask(1, OUTSOURCING, true);
        pep.sent.clear();
        pep.feed(new PepInput.Stop()).feed(new PepInput.Stop()).ask(2, OUTSOURCING, true);
        assertThat(pep.sent).containsExactly(close(1, ErrorCode.SHUTTING_DOWN), close(2, ErrorCode.SHUTTING_DOWN));
        assertThat(pep.failures).containsOnlyKeys(1L, 2L);
        assertThat(pep.closes).isEqualTo(1);
        for (SessionTimer timer : SessionTimer.values()) {
            assertThat(pep.delayOf(timer)).isNull();
        }
    }

    @Test
    void aClientTypeThatIsWantedNoLongerIsClosedAndTheLastOneEndsTheConnection() {
        PepScript pep = PepScript.open().ask(1, OUTSOURCING, true);
        pep.sent.clear();
        pep.feed(new PepInput.CloseClient(1)).feed(new PepInput.CloseClient(9));
        assertThat(pep.failures.get(1L).kind()).isEqualTo(PepFailure.Kind.STOPPED);
        assertThat(pep.closes).isZero();
        pep.feed(new PepInput.CloseClient(2));
        assertThat(pep.closes).isEqualTo(1);
        assertThat(pep.sent).containsExactly(close(1, ErrorCode.SHUTTING_DOWN), close(2, ErrorCode.SHUTTING_DOWN));
        pep.feed(new PepInput.OpenClient(1));
        assertThat(pep.generation).isEqualTo(2);
    }

    @Test
    void aClientTypeCanJoinAnOpenConnection() {
        PepScript pep = PepScript.open().feed(new PepInput.OpenClient(3)).feed(new PepInput.OpenClient(1));
        assertThat(pep.sent).containsExactly(new OpenMessage(3, new PepId("pep"), null, null, null));
    }

    @Test
    void aDeletedStateWithARequestFailsIt() {
        PepScript pep = PepScript.open().ask(1, OUTSOURCING, true);
        pep.feed(new PepInput.Delete(2, 1, pep.asked().handle(), Reason.of(ReasonCode.TEAR)));
        assertThat(pep.failures).containsOnlyKeys(1L);
        assertThat(pep.done).containsExactly(2L);
    }

    @Test
    void s1_anUnknownHandleCannotBeRenewedOrReportedOn() {
        PepScript pep = PepScript.open().ask(1, STRANGE, OUTSOURCING, true);
        pep.feed(new PepInput.Report(2, 1, STRANGE, ReportType.SUCCESS, List.of()));
        assertThat(pep.failures.values()).extracting(PepFailure::kind).containsOnly(PepFailure.Kind.UNKNOWN_HANDLE);
    }

    @Test
    void x4_f52_whatThePdpSecuresIsNotBelieved() {
        Integrity hmac = new Integrity.Hmac(1, 1, Octets.ofHex("000000000000000000000000"));
        PepScript pep = PepScript.open().receive(new KeepAliveMessage(0, hmac));
        assertThat(pep.sent).containsExactly(close(0, ErrorCode.AUTHENTICATION_FAILURE));
        assertThat(pep.closes).isEqualTo(1);
    }

    @Test
    void whatComesFromAnOlderConnectionIsNoMatter() {
        PepScript pep = PepScript.open().feed(new PepInput.Received(0, close(1, ErrorCode.UNSPECIFIED)));
        pep.feed(new PepInput.Disconnected(7, "cut"));
        assertThat(pep.session.snapshot().connected()).isTrue();
    }

    @Test
    void eventsSayWhatHappened() {
        PepScript pep = PepScript.open().receive(close(2, ErrorCode.UNSUPPORTED_CLIENT_TYPE));
        pep.feed(new PepInput.Disconnected(1, "cut"));
        assertThat(pep.events.get(0).text())
                .isEqualTo("client type 2 is closed with error 6 UNSUPPORTED_CLIENT_TYPE: the PDP says so");
        assertThat(pep.events.get(1).text()).matches("no connection: cut; attempt 1 follows in \\d+ ms");
        assertThat(new PepEvent.Opened(1).isBad()).isFalse();
    }
}
