package org.camelpush.imapidle;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;

import org.apache.camel.CamelContext;
import org.apache.camel.support.ResolverHelper;

/**
 * Access tokens of an OAuth profile, by camel-oauth. Camel has had profiles since 4.19, and we build on 4.18: so the one
 * method is looked up when a route asks for it, and there is an answer to what is missing where it is not there.
 */
final class OAuthProfile {

    private static final String HELPER = "org.apache.camel.support.OAuthHelper";
    private static final String FACTORY = "org.apache.camel.spi.OAuthClientAuthenticationFactory";

    private final CamelContext context;
    private final String name;
    private final Method resolve;

    private OAuthProfile(CamelContext context, String name, Method resolve) {
        this.context = context;
        this.name = name;
        this.resolve = resolve;
    }

    /**
     * Finds out who gives tokens.
     *
     * @throws IllegalArgumentException where this Camel knows no profiles, or there is no camel-oauth
     */
    static OAuthProfile of(CamelContext context, String name) {
        Class<?> helper = context.getClassResolver().resolveClass(HELPER);
        if (helper == null) {
            throw new IllegalArgumentException("Option oauthProfile is " + name + "; it must be left out on Camel "
                    + context.getVersion() + ", which has no OAuth profiles: use Camel 4.19 or newer with camel-oauth,"
                    + " or an authenticator that gives the token, with authMechanism");
        }
        if (!hasCamelOAuth(context)) {
            throw new IllegalArgumentException("Option oauthProfile is " + name + "; it must be used with"
                    + " org.apache.camel:camel-oauth:" + context.getVersion()
                    + " on the class path, which is not there");
        }
        try {
            return new OAuthProfile(
                    context, name, helper.getMethod("resolveOAuthToken", CamelContext.class, String.class));
        } catch (NoSuchMethodException changed) {
            throw new IllegalArgumentException(
                    "Option oauthProfile cannot be used on Camel " + context.getVersion(), changed);
        }
    }

    /** By the same look-up as Camel's helper, which makes it only at the first login. */
    private static boolean hasCamelOAuth(CamelContext context) {
        Class<?> factory = context.getClassResolver().resolveClass(FACTORY);
        if (factory == null) {
            return true; // another Camel: its helper knows better
        }
        try {
            String key = (String) factory.getField("FACTORY").get(null);
            return ResolverHelper.resolveService(
                            context, context.getCamelContextExtension().getBootstrapFactoryFinder(), key, factory)
                    .isPresent();
        } catch (ReflectiveOperationException changed) {
            return true; // the same
        }
    }

    /**
     * The token to log in with now; may block.
     *
     * @throws Exception when there is none: no camel-oauth, no such profile, or who gives tokens says no
     */
    String get() throws Exception {
        try {
            String token = (String) resolve.invoke(null, context, name);
            if (token == null) {
                throw new IllegalStateException("the OAuth profile " + name + " gave no token");
            }
            return token;
        } catch (InvocationTargetException failed) {
            throw failed.getCause() instanceof Exception cause ? cause : failed;
        }
    }
}
