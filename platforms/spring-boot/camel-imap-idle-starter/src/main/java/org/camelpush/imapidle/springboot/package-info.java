/** The starter of {@code imap-idle}. */
package org.camelpush.imapidle.springboot;
