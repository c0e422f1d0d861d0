package org.camelpush.examples.mailalert;

/** A short message as the SMS centre got it. */
record Sms(String to, String text) {}
