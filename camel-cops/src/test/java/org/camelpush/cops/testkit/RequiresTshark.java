package org.camelpush.cops.testkit;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

import org.junit.jupiter.api.extension.ExtendWith;

/**
 * The test needs the tshark binary. Without it the test is skipped, loudly; where {@code REQUIRE_TSHARK=true} stands in
 * the environment, as it should in CI, it fails instead.
 */
@Target({ElementType.TYPE, ElementType.METHOD})
@Retention(RetentionPolicy.RUNTIME)
@ExtendWith(TsharkCondition.class)
public @interface RequiresTshark {}
