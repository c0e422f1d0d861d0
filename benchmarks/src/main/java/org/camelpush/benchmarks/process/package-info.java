/** Processes of their own: servers, and whatever is measured in a JVM or a Node.js of its own. */
package org.camelpush.benchmarks.process;
