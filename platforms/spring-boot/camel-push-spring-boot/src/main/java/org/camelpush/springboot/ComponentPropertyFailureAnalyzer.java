package org.camelpush.springboot;

import org.springframework.boot.diagnostics.AbstractFailureAnalyzer;
import org.springframework.boot.diagnostics.FailureAnalysis;

/** Has Spring Boot tell of a wrong property in a few lines, and not by a stack trace. */
final class ComponentPropertyFailureAnalyzer extends AbstractFailureAnalyzer<ComponentPropertyException> {

    @Override
    protected FailureAnalysis analyze(Throwable rootFailure, ComponentPropertyException cause) {
        return new FailureAnalysis(cause.description() + ".", cause.action(), rootFailure);
    }
}
