/**
 * "No mail lost, none repeated but on a crash", shown the hard way: a consumer application, a Dovecot and the link
 * between them are killed and cut at random for minutes, while mail keeps coming. Then everything is counted.
 */
package org.camelpush.benchmarks.endurance;
