/** Push mail that goes from one network to another, as a policy server says: all of it in one process, on the loopback. */
package org.camelpush.examples.mobilemail;
