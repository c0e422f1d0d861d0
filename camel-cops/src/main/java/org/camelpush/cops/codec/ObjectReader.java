package org.camelpush.cops.codec;

import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.charset.StandardCharsets;

import io.netty.buffer.ByteBuf;
import org.camelpush.cops.message.AccountingTimer;
import org.camelpush.cops.message.ClientInfo;
import org.camelpush.cops.message.Context;
import org.camelpush.cops.message.CopsError;
import org.camelpush.cops.message.DecisionCommand;
import org.camelpush.cops.message.DecisionData;
import org.camelpush.cops.message.ErrorCode;
import org.camelpush.cops.message.Handle;
import org.camelpush.cops.message.InInterface;
import org.camelpush.cops.message.Integrity;
import org.camelpush.cops.message.KeepAliveTimer;
import org.camelpush.cops.message.LastPdpAddress;
import org.camelpush.cops.message.Octets;
import org.camelpush.cops.message.OutInterface;
import org.camelpush.cops.message.PdpRedirectAddress;
import org.camelpush.cops.message.PepId;
import org.camelpush.cops.message.Reason;
import org.camelpush.cops.message.ReportType;
import org.camelpush.cops.message.UnknownObject;

/** Takes a message apart into its objects (RFC 2748 §2.2). Goes on after one that is wrong, for a handle may follow. */
final class ObjectReader {

    static final int HEADER = 4;
    static final int WORD = 4;
    static final int IPV4 = 4;
    static final int IPV6 = 16;
    static final int FIRST_TYPE = 1;
    static final int SECOND_TYPE = 2;

    private static final int CLASS_AT = 2;
    private static final int TYPE_AT = 3;
    private static final int KEY_AND_SEQUENCE = 8;

    private final CopsLimits limits;
    private final Parts parts;
    private final ByteBuf in;
    /** Where the contents of the object are that is being read, and how many octets there are. */
    private int at;

    private int length;

    /**
     * @param in is read by its indices, which stay where they are
     */
    ObjectReader(CopsLimits limits, Parts parts, ByteBuf in) {
        this.limits = limits;
        this.parts = parts;
        this.in = in;
    }

    /** Reads all objects from one index up to another. */
    void readAll(int start, int end) {
        int next = start;
        for (int count = 1; next < end; count++) {
            if (count > limits.maxObjects()) {
                parts.malformed("more than " + limits.maxObjects() + " objects, which is maxObjects");
                return;
            }
            next = readOne(next, end);
        }
    }

    /** Where the next one begins; the end when it cannot be found. */
    private int readOne(int start, int end) {
        int rest = end - start;
        if (rest < HEADER) {
            parts.malformed(rest + " octets behind the last object");
            return end;
        }
        int whole = in.getUnsignedShort(start);
        if (whole < HEADER) {
            parts.malformed("an object length of " + whole + ", less than the object header's " + HEADER);
            return end;
        }
        if (whole > rest) {
            parts.malformed("an object that runs past the end of the message");
            return end;
        }
        at = start + HEADER;
        length = whole - HEADER;
        take(in.getUnsignedByte(start + CLASS_AT), in.getUnsignedByte(start + TYPE_AT));
        // a message whose length is no multiple of four may lack the last padding
        return Math.min(start + padded(whole), end);
    }

    /** RFC 2748 §2.2: the next object begins at the next multiple of four. */
    static int padded(int length) {
        return length + WORD - 1 & -WORD;
    }

    private void take(int cNum, int cType) {
        ObjectClass known = ObjectClass.of(cNum);
        if (known == null) {
            parts.unknown(new UnknownObject(cNum, cType, octets()));
        } else if (parts.accepts(known)) {
            read(known, cType);
        }
    }

    private void read(ObjectClass known, int cType) {
        switch (known) {
            case HANDLE -> handle(cType);
            case CONTEXT -> {
                if (isFixed(known, cType)) {
                    parts.context(new Context(first(), second()));
                }
            }
            case IN_INTERFACE -> {
                if (isAddress(known, cType)) {
                    parts.inInterface = new InInterface(address(cType), in.getUnsignedInt(at + length - WORD));
                }
            }
            case OUT_INTERFACE -> {
                if (isAddress(known, cType)) {
                    parts.outInterface = new OutInterface(address(cType), in.getUnsignedInt(at + length - WORD));
                }
            }
            case REASON -> {
                if (isFixed(known, cType)) {
                    parts.reason = new Reason(first(), second());
                }
            }
            case DECISION, LOCAL_DECISION -> decision(known, cType);
            case ERROR -> {
                if (isFixed(known, cType)) {
                    parts.error = new CopsError(first(), second());
                }
            }
            case CLIENT_INFO -> clientInfo(cType);
            case KEEP_ALIVE_TIMER -> {
                if (isFixed(known, cType)) {
                    parts.keepAliveTimer = new KeepAliveTimer(second());
                }
            }
            case PEP_ID -> pepId(cType);
            case REPORT_TYPE -> reportType(cType);
            case REDIRECT_ADDRESS -> {
                if (isAddress(known, cType)) {
                    parts.redirect = new PdpRedirectAddress(address(cType), second());
                }
            }
            case LAST_PDP_ADDRESS -> {
                if (isAddress(known, cType)) {
                    parts.lastPdp = new LastPdpAddress(address(cType), second());
                }
            }
            case ACCOUNTING_TIMER -> {
                if (isFixed(known, cType)) {
                    parts.accountingTimer = new AccountingTimer(second());
                }
            }
            case INTEGRITY -> integrity(cType);
        }
    }

    private void handle(int cType) {
        if (!isType(ObjectClass.HANDLE, cType, FIRST_TYPE)) {
            return;
        }
        if (length == 0) {
            parts.malformed("a Handle of no octets");
        } else if (length > limits.maxHandleLength()) {
            parts.failed(
                    ErrorCode.BAD_HANDLE,
                    "a Handle of " + length + " octets; maxHandleLength is " + limits.maxHandleLength());
        } else {
            parts.handle = new Handle(octets());
        }
    }

    private void decision(ObjectClass known, int cType) {
        DecisionData.Kind kind = DecisionData.Kind.of(cType);
        if (kind != null) {
            parts.groups().data(new DecisionData(kind, octets()));
        } else if (isFixed(known, cType)) {
            DecisionCommand command = DecisionCommand.of(first());
            if (command == null) {
                parts.malformed("an unknown command in a " + known.rfcName());
            } else {
                parts.groups().flags(command, second());
            }
        }
    }

    private void clientInfo(int cType) {
        ClientInfo.Kind kind = ClientInfo.Kind.of(cType);
        if (kind == null) {
            unknown(ObjectClass.CLIENT_INFO, cType);
        } else {
            parts.clientInfo(new ClientInfo(kind, octets()));
        }
    }

    /** RFC 2748 §2.2.11: ends with NUL. Padding is seen inside the length and behind it. */
    private void pepId(int cType) {
        if (!isType(ObjectClass.PEP_ID, cType, FIRST_TYPE)) {
            return;
        }
        int characters = in.bytesBefore(at, length, (byte) 0);
        if (characters < 0) {
            parts.malformed("a PEPID without a NUL at its end");
            return;
        }
        String value = in.toString(at, characters, StandardCharsets.ISO_8859_1);
        try {
            parts.pepId = new PepId(value);
        } catch (IllegalArgumentException bad) {
            parts.malformed("a bad PEPID: " + bad.getMessage());
        }
    }

    private void reportType(int cType) {
        if (isFixed(ObjectClass.REPORT_TYPE, cType)) {
            parts.reportType = ReportType.of(first());
            if (parts.reportType == null) {
                parts.malformed("an unknown Report-Type");
            }
        }
    }

    private void integrity(int cType) {
        if (cType == SECOND_TYPE) {
            if (isLength(ObjectClass.INTEGRITY, WORD)) {
                parts.integrity = new Integrity.Tls(second());
            }
        } else if (isType(ObjectClass.INTEGRITY, cType, FIRST_TYPE)) {
            if (length > KEY_AND_SEQUENCE) {
                parts.integrity = new Integrity.Hmac(
                        in.getUnsignedInt(at),
                        in.getUnsignedInt(at + WORD),
                        octets(at + KEY_AND_SEQUENCE, length - KEY_AND_SEQUENCE));
            } else {
                parts.malformed("an Integrity without a digest");
            }
        }
    }

    /** True for an object of the first type that holds four octets. */
    private boolean isFixed(ObjectClass known, int cType) {
        return isType(known, cType, FIRST_TYPE) && isLength(known, WORD);
    }

    /** True for an IPv4 or IPv6 address and four octets more. */
    private boolean isAddress(ObjectClass known, int cType) {
        if (cType == SECOND_TYPE) {
            return isLength(known, IPV6 + WORD);
        }
        return isType(known, cType, FIRST_TYPE) && isLength(known, IPV4 + WORD);
    }

    private boolean isType(ObjectClass known, int cType, int expected) {
        if (cType != expected) {
            unknown(known, cType);
        }
        return cType == expected;
    }

    private void unknown(ObjectClass known, int cType) {
        parts.unknown(new UnknownObject(known.value(), cType, octets()));
    }

    private boolean isLength(ObjectClass known, int expected) {
        boolean right = length == expected;
        if (!right) {
            parts.malformed("a " + known.rfcName() + " of " + length + " octets; it must have " + expected);
        }
        return right;
    }

    private int first() {
        return in.getUnsignedShort(at);
    }

    /** The last two octets. Where those before them are reserved, they mean nothing, whatever they are. */
    private int second() {
        return in.getUnsignedShort(at + length - Short.BYTES);
    }

    /** An IPv6 address that maps an IPv4 one stays what it is: {@link InetAddress#getByAddress} would turn it into the latter. */
    private InetAddress address(int cType) {
        byte[] octets = new byte[cType == SECOND_TYPE ? IPV6 : IPV4];
        in.getBytes(at, octets);
        try {
            return cType == SECOND_TYPE
                    ? Inet6Address.getByAddress(null, octets, -1)
                    : InetAddress.getByAddress(octets);
        } catch (UnknownHostException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    private Octets octets() {
        return octets(at, length);
    }

    private Octets octets(int from, int count) {
        return Octets.filled(count, octets -> in.getBytes(from, octets));
    }
}
