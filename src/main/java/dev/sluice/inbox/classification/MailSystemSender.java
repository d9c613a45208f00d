package dev.sluice.inbox.classification;

import dev.sluice.inbox.parsing.InboundMessage;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;

/** Tells mail systems by how they name themselves; a server may set any other header, and some do. */
final class MailSystemSender {
    /** Parts of addresses before the at sign, without marks and digits. */
    private static final Set<String> MAILBOXES = Set.of(
            "mailerdaemon",
            "maildaemon",
            "daemon",
            "mdaemon",
            "postmaster",
            "postmast",
            "bounce",
            "bounces",
            "mailsystem",
            "maildelivery",
            "maildeliverysystem",
            "maildeliverysubsystem",
            "maildeliveryservice",
            "maildeliverynotification",
            "deliverysystem",
            "deliverynotification",
            "internetmaildelivery",
            "mailrouter",
            "mailgateway",
            "mailserver",
            "mailagent",
            "mailnotifier",
            "smtpserver",
            "smtpgateway",
            "smtpdaemon",
            "systemadministrator",
            "systemattendant",
            "mxgateway");

    private static final Pattern BEGINS = Pattern.compile(
            "^(mailer[-_.]?daemon|mail[-_.]daemon|post[-_.]?master|microsoftexchange|bounces?[-+_=.]).*");

    private static final Pattern NAME = Pattern.compile("mailer[- ]?daemon|mail delivery|mail system|maildelivery"
            + "|mail router|mail administrator|mail gateway|delivery (sub)?system|delivery (status )?notification"
            + "|delivery service|post[- ]?master|system administrator|systemadministrator|administrateur syst"
            + "|administrador del sistema|amministratore di sistema|microsoft outlook|microsoft exchange");

    private MailSystemSender() {}

    static boolean sent(InboundMessage mail) {
        return isNamed(mail) || mail.hasNoReturnPath() || hasReport(mail) || isUnnamed(mail);
    }

    /** A mail system by its address or name: nobody writes letters as these. */
    static boolean isNamed(InboundMessage mail) {
        return isMailbox(mail.mailbox())
                || NAME.matcher(mail.fromName().toLowerCase(Locale.ROOT).replace('_', ' '))
                        .find();
    }

    /** What delivers mail and never answers any. */
    static boolean isDaemon(InboundMessage mail) {
        return mail.mailbox().replaceAll("[^\\p{L}]", "").matches("(mailer|mail|m|smtp)daemon");
    }

    static boolean isMailbox(String mailbox) {
        return MAILBOXES.contains(mailbox.replaceAll("[^\\p{L}]", ""))
                || BEGINS.matcher(mailbox).matches();
    }

    /** A report whose whole is of that type, not one that a person attached. */
    private static boolean hasReport(InboundMessage mail) {
        return mail.header().has("x-failed-recipients")
                || mail.header().has("x-ms-exchange-message-is-ndr")
                || (mail.type().startsWith("multipart/report") && mail.type().contains("delivery-status"));
    }

    private static boolean isUnnamed(InboundMessage mail) {
        return mail.from().isEmpty() && !mail.header().has("in-reply-to");
    }
}
