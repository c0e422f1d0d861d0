package org.camelpush.cops;

import java.util.HashMap;
import java.util.Map;

import org.apache.camel.CamelContext;

/** The client types that are beans of the registry, by number. Does not change. */
final class ClientTypes {

    private final Map<Integer, CopsClientType> known = new HashMap<>();

    private ClientTypes() {}

    /**
     * @throws IllegalArgumentException when two have the same number
     */
    static ClientTypes of(CamelContext context) {
        ClientTypes types = new ClientTypes();
        for (CopsClientType type : context.getRegistry().findByType(CopsClientType.class)) {
            CopsClientType other = types.known.put(type.clientType(), type);
            if (other != null) {
                throw new IllegalArgumentException("There are two beans for client type " + type.clientType() + ": "
                        + other.getClass().getName() + " and "
                        + type.getClass().getName());
            }
        }
        return types;
    }

    CopsClientType get(int clientType) {
        CopsClientType type = known.get(clientType);
        return type == null ? CopsClientType.raw(clientType) : type;
    }
}
