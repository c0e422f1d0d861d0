package org.camelpush.cops.delivery;

import java.util.Arrays;

import org.apache.camel.Exchange;

/** Reads headers whose values are constants, or the names of constants. */
public final class EnumHeader {

    private EnumHeader() {}

    /**
     * The constant in the header.
     *
     * @param header its name
     * @param absent what counts where the header is not there
     * @throws IllegalArgumentException when the header is something else
     */
    public static <E extends Enum<E>> E of(Exchange exchange, String header, E absent) {
        Object value = exchange.getMessage().getHeader(header);
        Class<E> type = absent.getDeclaringClass();
        E constant = value == null ? absent : of(exchange, value, type);
        if (constant == null) {
            throw new IllegalArgumentException("The header " + header + " is " + value + "; it must be one of "
                    + Arrays.toString(type.getEnumConstants()));
        }
        return constant;
    }

    /** The constant that the value says; null where it says none. */
    static <E extends Enum<E>> E of(Exchange exchange, Object value, Class<E> type) {
        if (type.isInstance(value)) {
            return type.cast(value);
        }
        // Camel looks for a converter of each enum among all there are, and again each time: 60 µs
        if (value instanceof String word) {
            try {
                return Enum.valueOf(type, word);
            } catch (IllegalArgumentException otherWord) {
                // Camel takes other ways to write it
            }
        }
        return exchange.getContext().getTypeConverter().tryConvertTo(type, value);
    }
}
