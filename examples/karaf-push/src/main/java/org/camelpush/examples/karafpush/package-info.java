/** Routes for Karaf: Declarative Services that start when their components and their configuration are there. */
package org.camelpush.examples.karafpush;
