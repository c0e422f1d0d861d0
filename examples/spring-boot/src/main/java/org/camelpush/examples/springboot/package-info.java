/** Push mail in a Spring Boot application: a starter, a route in YAML, and Actuator. */
package org.camelpush.examples.springboot;
