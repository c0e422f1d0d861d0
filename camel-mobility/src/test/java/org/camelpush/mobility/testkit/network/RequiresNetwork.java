package org.camelpush.mobility.testkit.network;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

import org.junit.jupiter.api.extension.ExtendWith;

/**
 * The test needs root, iproute2, and a kernel with network namespaces and virtual Ethernet; and Dovecot. Without one of them
 * the test is skipped, loudly; where {@code REQUIRE_NETNS=true} stands in the environment, as it should in CI, it fails instead.
 */
@Target({ElementType.TYPE, ElementType.METHOD})
@Retention(RetentionPolicy.RUNTIME)
@ExtendWith(NetworkCondition.class)
public @interface RequiresNetwork {}
