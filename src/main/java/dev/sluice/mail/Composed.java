package dev.sluice.mail;

import org.eclipse.angus.mail.smtp.SMTPMessage;

/** A message as it goes over the wire, with the address it goes to. */
record Composed(Claimed claimed, SMTPMessage mime) {}
