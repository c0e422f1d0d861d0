package org.camelpush.cops.security;

import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Set;
import java.util.random.RandomGenerator;

import org.camelpush.cops.codec.SignedPart;
import org.camelpush.cops.message.AcceptMessage;
import org.camelpush.cops.message.CopsMessage;
import org.camelpush.cops.message.Integrity;
import org.camelpush.cops.message.KeepAliveMessage;
import org.camelpush.cops.message.KeepAliveTimer;
import org.camelpush.cops.message.MalformedMessage;
import org.camelpush.cops.message.OpenMessage;

/**
 * The security of one connection at a PDP (RFC 2748 §4.1, RFC 4261 §5): agrees on what the PEP asks for, and demands what it has
 * to. Pure. Not thread-safe: one owner feeds it.
 */
public final class PdpSecurity implements ConnectionSecurity {

    private static final List<SecurityEffect> PASS = List.of(new SecurityEffect.Pass());

    private final SecuritySettings settings;
    private final KeepAliveTimer keepAlive;
    private final Seals seals;
    /** Of the certificate of the PEP. */
    private Set<String> names = Set.of();

    private boolean encrypted;
    private boolean handshake;
    /** A client type is open, or was tried to be: it is too late to agree on security. */
    private boolean begun;

    /**
     * @param keepAlive seconds of the KATimer
     * @param random gives the numbers that messages begin with
     */
    public PdpSecurity(SecuritySettings settings, int keepAlive, RandomGenerator random) {
        this.settings = settings;
        this.keepAlive = new KeepAliveTimer(keepAlive);
        seals = new Seals(settings.keys(), random);
    }

    @Override
    public List<SecurityEffect> connected(Instant now) {
        handshake = settings.tls() == TlsMode.IMPLICIT;
        return handshake ? List.of(new SecurityEffect.StartTls()) : List.of();
    }

    @Override
    public List<SecurityEffect> tlsUp(Set<String> peerNames, Instant now) {
        encrypted = true;
        handshake = false;
        names = Set.copyOf(peerNames);
        return List.of();
    }

    /** RFC 4261 §5.2: an error of its own for what comes in front of the handshake. */
    @Override
    public List<SecurityEffect> clearText() {
        return refuse(SecurityFault.required(SecurityFault.TLS, "a message in clear where TLS had to begin"));
    }

    @Override
    public List<SecurityEffect> received(CopsMessage message, SignedPart signed, InstantSource clock) {
        if (handshake) {
            return clearText();
        }
        if (seals.isSecured()) {
            return sealed(message, signed, clock.instant());
        }
        if (message instanceof OpenMessage open && open.clientType() == 0 && !begun) {
            return agree(open, signed, clock.instant());
        }
        SecurityFault fault = missing();
        if (fault == null && message.integrity() != null) {
            fault = SecurityFault.failed("Integrity without an agreement on it, or one that comes too late");
        }
        if (fault == null && message instanceof OpenMessage open) {
            begun = true;
            fault = foreign(open);
        }
        return fault == null ? PASS : refuse(fault);
    }

    @Override
    public List<SecurityEffect> malformed(MalformedMessage message, SignedPart signed, InstantSource clock) {
        if (handshake) {
            return clearText();
        }
        if (SecurityFault.isUnknownIntegrity(message.error())) {
            return refuse(new SecurityFault(SecurityFault.Kind.UNSUPPORTED, message.error(), message.what()));
        }
        SecurityFault fault = seals.isSecured() ? seals.check(signed, clock.instant()) : missing();
        return fault == null ? PASS : refuse(fault);
    }

    private List<SecurityEffect> sealed(CopsMessage message, SignedPart signed, Instant now) {
        SecurityFault fault = seals.check(signed, now);
        if (fault == null && message instanceof OpenMessage open) {
            if (open.clientType() == 0) {
                fault = SecurityFault.failed("a second agreement on Integrity");
            } else if (!seals.isOf(open.pepId())) {
                fault = SecurityFault.failed("PEPID " + open.pepId() + " is not the one that has the key");
            } else {
                fault = foreign(open);
            }
        }
        if (fault != null) {
            return refuse(fault);
        }
        if (message instanceof KeepAliveMessage && !begun) {
            // the KATimer of client type 0 holds already; the session knows of nobody yet
            return List.of(new SecurityEffect.Send(new KeepAliveMessage(0, null)));
        }
        begun |= message instanceof OpenMessage;
        return PASS;
    }

    /** What must be there for anything to be taken. */
    private SecurityFault missing() {
        if (settings.tls() == TlsMode.REQUIRED && !encrypted) {
            return SecurityFault.required(SecurityFault.TLS, "the PEP does not begin TLS, which is required");
        }
        return settings.requireIntegrity()
                ? SecurityFault.required(SecurityFault.HMAC, "the PEP does not agree on Integrity, which is required")
                : null;
    }

    /** RFC 4261 §7.1: the identity of a PEP is checked as that of a PDP is. */
    private SecurityFault foreign(OpenMessage open) {
        return !settings.bindPepId() || names.contains(Names.normal(open.pepId().value()))
                ? null
                : SecurityFault.failed(
                        "the certificate of the PEP is for " + names + " and not for PEPID " + open.pepId());
    }

    private List<SecurityEffect> agree(OpenMessage open, SignedPart signed, Instant now) {
        boolean canStart = settings.tls().isNegotiated() && !encrypted;
        if (open.integrity() instanceof Integrity.Tls && !canStart) {
            return refuse(noTls());
        }
        if (canStart && !(open.integrity() instanceof Integrity.Hmac)) {
            handshake = true;
            return List.of(
                    new SecurityEffect.Send(accept(new Integrity.Tls(Integrity.Tls.START_TLS))),
                    new SecurityEffect.StartTls());
        }
        if (canStart && settings.tls() == TlsMode.REQUIRED) {
            return refuse(missing());
        }
        if (open.integrity() == null) {
            SecurityFault fault = missing();
            return fault == null ? PASS : refuse(fault);
        }
        return agreeOnIntegrity(open, signed, now);
    }

    private SecurityFault noTls() {
        if (encrypted) {
            return SecurityFault.required(settings.requireIntegrity() ? SecurityFault.HMAC : 0, "TLS within TLS");
        }
        // RFC 4261 §4.2: another mechanism is wanted, or this one is not known
        return settings.requireIntegrity()
                ? SecurityFault.required(SecurityFault.HMAC, "the PEP asks for TLS, and Integrity is required")
                : SecurityFault.unsupported(SecurityFault.TLS, "the PEP asks for TLS, and there is none (option tls)");
    }

    private List<SecurityEffect> agreeOnIntegrity(OpenMessage open, SignedPart signed, Instant now) {
        SecurityFault fault = seals.verify(signed, open.pepId(), now);
        if (fault == null) {
            fault = foreign(open);
        }
        if (fault != null) {
            return refuse(fault);
        }
        Integrity.Hmac own = seals.begin(open.pepId(), now);
        if (own == null) {
            return refuse(SecurityFault.failed("no key to answer with is valid now, at " + now));
        }
        seals.secured(signed.integrity().sequence());
        return List.of(new SecurityEffect.Send(accept(own)));
    }

    private AcceptMessage accept(Integrity integrity) {
        return new AcceptMessage(0, keepAlive, null, integrity);
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
