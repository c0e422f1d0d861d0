package org.camelpush.imapidle.session;

/** What one exchange is made from. */
public sealed interface RouteItem permits PushedMail, MailEvent {}
