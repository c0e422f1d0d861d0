package org.camelpush.examples.springboot;

import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;

/** All there is to say is in application.yaml and in the route; {@link EmbeddedMail} is only for want of a mail server. */
@SpringBootApplication
public class PushMail {

    public static void main(String[] args) {
        SpringApplication.run(PushMail.class, args);
    }
}
