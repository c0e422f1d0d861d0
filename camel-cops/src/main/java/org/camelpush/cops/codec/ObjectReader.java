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

    ObjectReader(CopsLimits limits, Parts parts) {
        this.limits = limits;
        this.parts = parts;
    }

    void readAll(ByteBuf body) {
        for (int count = 1; body.isReadable(); count++) {
            if (count > limits.maxObjects()) {
                parts.malformed("more than " + limits.maxObjects() + " objects, which is maxObjects");
                return;
            }
            if (!readOne(body)) {
                return;
            }
        }
    }

    /** False when the next object cannot be found. */
    private boolean readOne(ByteBuf body) {
        if (body.readableBytes() < HEADER) {
            parts.malformed(body.readableBytes() + " octets behind the last object");
            return false;
        }
        int start = body.readerIndex();
        int length = body.getUnsignedShort(start);
        if (length < HEADER) {
            parts.malformed("an object length of " + length + ", less than the object header's " + HEADER);
            return false;
        }
        if (length > body.readableBytes()) {
            parts.malformed("an object that runs past the end of the message");
            return false;
        }
        int cNum = body.getUnsignedByte(start + CLASS_AT);
        int cType = body.getUnsignedByte(start + TYPE_AT);
        ByteBuf contents = body.slice(start + HEADER, length - HEADER);
        // a message whose length is no multiple of four may lack the last padding
        body.skipBytes(Math.min(padded(length), body.readableBytes()));
        take(cNum, cType, contents);
        return true;
    }

    /** RFC 2748 §2.2: the next object begins at the next multiple of four. */
    static int padded(int length) {
        return length + WORD - 1 & -WORD;
    }

    private void take(int cNum, int cType, ByteBuf contents) {
        ObjectClass known = ObjectClass.of(cNum);
        if (known == null) {
            parts.unknown(new UnknownObject(cNum, cType, octets(contents)));
        } else if (parts.accepts(known)) {
            read(known, cType, contents);
        }
    }

    private void read(ObjectClass known, int cType, ByteBuf in) {
        switch (known) {
            case HANDLE -> handle(cType, in);
            case CONTEXT -> {
                if (isFixed(known, cType, in)) {
                    parts.context(new Context(in.readUnsignedShort(), in.readUnsignedShort()));
                }
            }
            case IN_INTERFACE -> {
                if (isAddress(known, cType, in)) {
                    parts.inInterface = new InInterface(address(in, cType), in.readUnsignedInt());
                }
            }
            case OUT_INTERFACE -> {
                if (isAddress(known, cType, in)) {
                    parts.outInterface = new OutInterface(address(in, cType), in.readUnsignedInt());
                }
            }
            case REASON -> {
                if (isFixed(known, cType, in)) {
                    parts.reason = new Reason(in.readUnsignedShort(), in.readUnsignedShort());
                }
            }
            case DECISION, LOCAL_DECISION -> decision(known, cType, in);
            case ERROR -> {
                if (isFixed(known, cType, in)) {
                    parts.error = new CopsError(in.readUnsignedShort(), in.readUnsignedShort());
                }
            }
            case CLIENT_INFO -> clientInfo(cType, in);
            case KEEP_ALIVE_TIMER -> {
                if (isFixed(known, cType, in)) {
                    parts.keepAliveTimer = new KeepAliveTimer(secondHalf(in));
                }
            }
            case PEP_ID -> pepId(cType, in);
            case REPORT_TYPE -> reportType(cType, in);
            case REDIRECT_ADDRESS -> {
                if (isAddress(known, cType, in)) {
                    parts.redirect = new PdpRedirectAddress(address(in, cType), secondHalf(in));
                }
            }
            case LAST_PDP_ADDRESS -> {
                if (isAddress(known, cType, in)) {
                    parts.lastPdp = new LastPdpAddress(address(in, cType), secondHalf(in));
                }
            }
            case ACCOUNTING_TIMER -> {
                if (isFixed(known, cType, in)) {
                    parts.accountingTimer = new AccountingTimer(secondHalf(in));
                }
            }
            case INTEGRITY -> integrity(cType, in);
        }
    }

    private void handle(int cType, ByteBuf in) {
        if (!isType(ObjectClass.HANDLE, cType, FIRST_TYPE, in)) {
            return;
        }
        if (!in.isReadable()) {
            parts.malformed("a Handle of no octets");
        } else if (in.readableBytes() > limits.maxHandleLength()) {
            parts.failed(
                    ErrorCode.BAD_HANDLE,
                    "a Handle of " + in.readableBytes() + " octets; maxHandleLength is " + limits.maxHandleLength());
        } else {
            parts.handle = new Handle(octets(in));
        }
    }

    private void decision(ObjectClass known, int cType, ByteBuf in) {
        DecisionData.Kind kind = DecisionData.Kind.of(cType);
        if (kind != null) {
            parts.decisions.data(new DecisionData(kind, octets(in)));
        } else if (isFixed(known, cType, in)) {
            DecisionCommand command = DecisionCommand.of(in.readUnsignedShort());
            if (command == null) {
                parts.malformed("an unknown command in a " + known.rfcName());
            } else {
                parts.decisions.flags(command, in.readUnsignedShort());
            }
        }
    }

    private void clientInfo(int cType, ByteBuf in) {
        ClientInfo.Kind kind = ClientInfo.Kind.of(cType);
        if (kind == null) {
            unknown(ObjectClass.CLIENT_INFO, cType, in);
        } else {
            parts.clientInfo.add(new ClientInfo(kind, octets(in)));
        }
    }

    /** RFC 2748 §2.2.11: ends with NUL. Padding is seen inside the length and behind it. */
    private void pepId(int cType, ByteBuf in) {
        if (!isType(ObjectClass.PEP_ID, cType, FIRST_TYPE, in)) {
            return;
        }
        int length = in.bytesBefore((byte) 0);
        if (length < 0) {
            parts.malformed("a PEPID without a NUL at its end");
            return;
        }
        String value = in.toString(in.readerIndex(), length, StandardCharsets.ISO_8859_1);
        try {
            parts.pepId = new PepId(value);
        } catch (IllegalArgumentException bad) {
            parts.malformed("a bad PEPID: " + bad.getMessage());
        }
    }

    private void reportType(int cType, ByteBuf in) {
        if (isFixed(ObjectClass.REPORT_TYPE, cType, in)) {
            parts.reportType = ReportType.of(in.readUnsignedShort());
            if (parts.reportType == null) {
                parts.malformed("an unknown Report-Type");
            }
        }
    }

    private void integrity(int cType, ByteBuf in) {
        if (cType == SECOND_TYPE) {
            if (isLength(ObjectClass.INTEGRITY, WORD, in)) {
                parts.integrity = new Integrity.Tls(secondHalf(in));
            }
        } else if (isType(ObjectClass.INTEGRITY, cType, FIRST_TYPE, in)) {
            if (in.readableBytes() > KEY_AND_SEQUENCE) {
                parts.integrity = new Integrity.Hmac(in.readUnsignedInt(), in.readUnsignedInt(), octets(in));
            } else {
                parts.malformed("an Integrity without a digest");
            }
        }
    }

    /** True for an object of the first type that holds four octets. */
    private boolean isFixed(ObjectClass known, int cType, ByteBuf in) {
        return isType(known, cType, FIRST_TYPE, in) && isLength(known, WORD, in);
    }

    /** True for an IPv4 or IPv6 address and four octets more. */
    private boolean isAddress(ObjectClass known, int cType, ByteBuf in) {
        if (cType == SECOND_TYPE) {
            return isLength(known, IPV6 + WORD, in);
        }
        return isType(known, cType, FIRST_TYPE, in) && isLength(known, IPV4 + WORD, in);
    }

    private boolean isType(ObjectClass known, int cType, int expected, ByteBuf in) {
        if (cType != expected) {
            unknown(known, cType, in);
        }
        return cType == expected;
    }

    private void unknown(ObjectClass known, int cType, ByteBuf in) {
        parts.unknown(new UnknownObject(known.value(), cType, octets(in)));
    }

    private boolean isLength(ObjectClass known, int expected, ByteBuf in) {
        boolean right = in.readableBytes() == expected;
        if (!right) {
            parts.malformed("a " + known.rfcName() + " of " + in.readableBytes() + " octets; it must have " + expected);
        }
        return right;
    }

    /** The first half is reserved: whatever it is, it means nothing. */
    private static int secondHalf(ByteBuf in) {
        in.readUnsignedShort();
        return in.readUnsignedShort();
    }

    /** An IPv6 address that maps an IPv4 one stays what it is: {@link InetAddress#getByAddress} would turn it into the latter. */
    private static InetAddress address(ByteBuf in, int cType) {
        byte[] octets = new byte[cType == SECOND_TYPE ? IPV6 : IPV4];
        in.readBytes(octets);
        try {
            return cType == SECOND_TYPE
                    ? Inet6Address.getByAddress(null, octets, -1)
                    : InetAddress.getByAddress(octets);
        } catch (UnknownHostException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    private static Octets octets(ByteBuf in) {
        return Octets.filled(in.readableBytes(), in::readBytes);
    }
}
