/**
 * What a producer does in a mailbox: one class per operation, on connections of Angus Mail that block the caller's
 * thread. See docs/adr/0011-the-producer-runs-on-angus.md.
 */
package org.camelpush.imapidle.producer;
