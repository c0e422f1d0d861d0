package org.camelpush.springboot;

/** A property that a component does not have, or does not take. Says which, where it is written, and what to write instead. */
public class ComponentPropertyException extends IllegalArgumentException {

    private final String description;
    private final String action;

    ComponentPropertyException(String description, String action) {
        this(description, action, null);
    }

    ComponentPropertyException(String description, String action, Throwable cause) {
        super(description + ". " + action, cause);
        this.description = description;
        this.action = action;
    }

    String description() {
        return description;
    }

    String action() {
        return action;
    }
}
