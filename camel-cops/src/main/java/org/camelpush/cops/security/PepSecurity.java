package org.camelpush.cops.security;

import java.time.Instant;
import java.time.InstantSource;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.random.RandomGenerator;

import org.camelpush.cops.codec.SignedPart;
import org.camelpush.cops.message.AcceptMessage;
import org.camelpush.cops.message.CloseMessage;
import org.camelpush.cops.message.CopsError;
import org.camelpush.cops.message.CopsMessage;
import org.camelpush.cops.message.ErrorCode;
import org.camelpush.cops.message.Integrity;
import org.camelpush.cops.message.MalformedMessage;
import org.camelpush.cops.message.OpenMessage;
import org.camelpush.cops.message.PepId;

/**
 * The security of one connection at a PEP (RFC 2748 §4.1, RFC 4261 §5): agrees on TLS, then on Integrity, and then lets the
 * session begin. Pure. Not thread-safe: one owner feeds it.
 */
public final class PepSecurity implements ConnectionSecurity {

    private static final List<SecurityEffect> PASS = List.of(new SecurityEffect.Pass());

    /** What a PDP without TLS answers, or one that has not heard of client type 0. */
    private static final Set<ErrorCode> KNOWS_NO_TLS = EnumSet.of(
            ErrorCode.UNKNOWN_OBJECT,
            ErrorCode.AUTHENTICATION_REQUIRED,
            ErrorCode.UNSUPPORTED_CLIENT_TYPE,
            ErrorCode.BAD_MESSAGE_FORMAT);

    private enum Phase {
        BEGIN,
        TLS_ASKED,
        HANDSHAKE,
        INTEGRITY_ASKED,
        READY
    }

    private final SecuritySettings settings;
    private final PepId pepId;
    private final TlsMemory memory;
    private final Seals seals;
    private Phase phase = Phase.BEGIN;
    private boolean encrypted;

    /**
     * @param memory what was learnt on earlier connections
     * @param random gives the numbers that messages begin with
     */
    public PepSecurity(SecuritySettings settings, PepId pepId, TlsMemory memory, RandomGenerator random) {
        this.settings = settings;
        this.pepId = pepId;
        this.memory = memory;
        seals = new Seals(settings.keys(), random);
    }

    @Override
    public List<SecurityEffect> connected(Instant now) {
        return switch (settings.tls()) {
            case NONE -> integrity(now);
            case IMPLICIT -> {
                phase = Phase.HANDSHAKE;
                yield List.of(new SecurityEffect.StartTls());
            }
            case STARTTLS -> memory.hasRefused() ? integrity(now) : askForTls();
            case REQUIRED -> askForTls();
        };
    }

    @Override
    public List<SecurityEffect> tlsUp(Set<String> peerNames, Instant now) {
        encrypted = true;
        return integrity(now);
    }

    @Override
    public List<SecurityEffect> clearText() {
        return refuse(SecurityFault.required(SecurityFault.TLS, "a message in clear where TLS had to begin"));
    }

    private List<SecurityEffect> askForTls() {
        phase = Phase.TLS_ASKED;
        return List.of(new SecurityEffect.Send(open(new Integrity.Tls(Integrity.Tls.START_TLS))));
    }

    private List<SecurityEffect> integrity(Instant now) {
        if (settings.keys().isEmpty()) {
            return ready();
        }
        Integrity.Hmac own = seals.begin(pepId, now);
        if (own == null) {
            return List.of(new SecurityEffect.Leave("none of the keys is valid now, at " + now + ": "
                    + settings.keys().keys()));
        }
        phase = Phase.INTEGRITY_ASKED;
        return List.of(new SecurityEffect.Send(open(own)));
    }

    private List<SecurityEffect> ready() {
        phase = Phase.READY;
        return List.of(new SecurityEffect.Ready());
    }

    private OpenMessage open(Integrity integrity) {
        return new OpenMessage(0, pepId, null, null, integrity);
    }

    @Override
    public List<SecurityEffect> received(CopsMessage message, SignedPart signed, InstantSource clock) {
        return switch (phase) {
            case TLS_ASKED -> answerToTls(message);
            case INTEGRITY_ASKED -> answerToIntegrity(message, signed, clock.instant());
            case READY -> seals.isSecured() ? sealed(signed, clock.instant()) : clear(message);
            case BEGIN, HANDSHAKE -> clearText();
        };
    }

    @Override
    public List<SecurityEffect> malformed(MalformedMessage message, SignedPart signed, InstantSource clock) {
        if (SecurityFault.isUnknownIntegrity(message.error())) {
            return refuse(new SecurityFault(SecurityFault.Kind.UNSUPPORTED, message.error(), message.what()));
        }
        if (phase == Phase.READY) {
            return seals.isSecured() ? sealed(signed, clock.instant()) : PASS;
        }
        return refuse(new SecurityFault(SecurityFault.Kind.MISSING, message.error(), message.what()));
    }

    private List<SecurityEffect> answerToTls(CopsMessage message) {
        if (message instanceof CloseMessage close) {
            if (isWithoutTls(close.error())) {
                memory.refused();
            }
            return List.of(new SecurityEffect.Leave("the PDP does not agree on TLS: it closes with error "
                    + close.error()
                    + (settings.tls() == TlsMode.REQUIRED ? ", and TLS is required" : "")));
        }
        if (isAccept(message) && message.integrity() instanceof Integrity.Tls) {
            phase = Phase.HANDSHAKE;
            return List.of(new SecurityEffect.StartTls());
        }
        // RFC 4261 §5.1, §11: whoever is between may have taken the object away
        return refuse(SecurityFault.required(
                SecurityFault.TLS,
                "the PDP answers by " + message.opCode().abbreviation() + " without agreeing on TLS"));
    }

    private List<SecurityEffect> answerToIntegrity(CopsMessage message, SignedPart signed, Instant now) {
        if (message instanceof CloseMessage close) {
            learn(close);
            return List.of(new SecurityEffect.Leave(
                    "the PDP does not agree on Integrity: it closes with error " + close.error()));
        }
        if (!isAccept(message) || signed == null) {
            return refuse(SecurityFault.required(
                    SecurityFault.HMAC,
                    "the PDP answers by " + message.opCode().abbreviation() + " without agreeing on Integrity"));
        }
        SecurityFault fault = seals.verify(signed, pepId, now);
        if (fault != null) {
            return refuse(fault);
        }
        seals.secured(signed.integrity().sequence());
        return ready();
    }

    private static boolean isWithoutTls(CopsError error) {
        return KNOWS_NO_TLS.stream().anyMatch(error::is);
    }

    private static boolean isAccept(CopsMessage message) {
        return message instanceof AcceptMessage && message.clientType() == 0;
    }

    private List<SecurityEffect> sealed(SignedPart signed, Instant now) {
        SecurityFault fault = seals.check(signed, now);
        return fault == null ? PASS : refuse(fault);
    }

    private List<SecurityEffect> clear(CopsMessage message) {
        if (message.integrity() != null) {
            return refuse(SecurityFault.failed("the PDP secures a message, and nothing of that was agreed on"));
        }
        if (message instanceof CloseMessage close) {
            learn(close);
        }
        return PASS;
    }

    /** RFC 4261 §5.2: a PDP that wants TLS on a connection in clear closes it, and waits for the next. */
    private void learn(CloseMessage close) {
        boolean wantsTls = close.error()
                .equals(SecurityFault.required(SecurityFault.TLS, "").error());
        if (wantsTls && close.clientType() == 0 && !encrypted) {
            memory.wanted();
        }
    }

    private static List<SecurityEffect> refuse(SecurityFault fault) {
        return List.of(new SecurityEffect.Refuse(fault));
    }

    @Override
    public Signature sign(CopsMessage message, InstantSource clock) {
        return seals.sign(message, clock);
    }

    @Override
    public void end() {
        seals.end();
    }
}
