/** A peer: the ImapIdleChannelAdapter of Spring Integration. */
package org.camelpush.benchmarks.springintegration;
