/** A peer: camel-mail, which polls. */
package org.camelpush.benchmarks.camelmail;
