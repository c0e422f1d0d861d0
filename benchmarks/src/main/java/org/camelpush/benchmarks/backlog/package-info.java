/** How fast many waiting mails come from a real Dovecot. */
package org.camelpush.benchmarks.backlog;
