/**
 * Mails: {@link io.trunkline.live.mail.Mailer} reads what happened to accounts and which alarms were raised, has {@code
 * Composer} write a mail by its template, and {@code Smtp} hand it to the one configured server.
 *
 * <p>A mail is claimed on a topic in the moment before the server gets it ({@code MailClaims}), so that no restart and no
 * second process sends it twice.
 */
package io.trunkline.live.mail;
