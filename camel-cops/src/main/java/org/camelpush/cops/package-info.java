/**
 * The Camel face of COPS (RFC 2748): a consumer is a policy decision point, a producer a policy enforcement point. Component,
 * endpoint, configuration, and what people see of them; the engine is in the packages below.
 */
package org.camelpush.cops;
