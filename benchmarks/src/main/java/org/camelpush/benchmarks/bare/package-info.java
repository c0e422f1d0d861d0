/** The floor: a Netty client that does the least a client can do. */
package org.camelpush.benchmarks.bare;
