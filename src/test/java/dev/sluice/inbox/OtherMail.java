package dev.sluice.inbox;

import dev.sluice.inbox.Corpus.Case;
import java.util.ArrayList;
import java.util.List;

/** Complaints, wishes for no more mail, and what concerns nobody. */
final class OtherMail {
    private OtherMail() {}

    static List<Case> all() {
        return Corpus.joined(List.of(complaints(), unsubscribes(), others()));
    }

    private static List<Case> complaints() {
        return List.of(
                feedback("abuse", "complaint"),
                feedback("fraud", "complaint"),
                feedback("opt-out", "complaint"),
                feedback("not-spam", "other"),
                feedback("auth-failure", "other"),
                feedback("virus", "other"),
                Case.of(
                        "complaint forwarded whole",
                        """
                        From: staff@mailprovider.example
                        To: abuse@sluice.example
                        Subject: complaint about message from 192.0.2.7
                        MIME-Version: 1.0
                        Content-Type: multipart/mixed; boundary=jm

                        --jm
                        Content-Type: message/rfc822

                        X-HmXmrOriginalRecipient: %s
                        Message-ID: %s
                        Subject: %s

                        Hello
                        --jm--
                        """.formatted(Corpus.THEM, Corpus.OURS, Corpus.SUBJECT),
                        "complaint"));
    }

    private static Case feedback(String type, String is) {
        return Case.of(
                "feedback " + type,
                """
                From: feedback@mailprovider.example
                To: abuse@sluice.example
                Subject: FW: %s
                MIME-Version: 1.0
                Content-Type: multipart/report; report-type=feedback-report; boundary="fb"

                --fb
                Content-Type: text/plain

                A mail was reported by its reader.
                --fb
                Content-Type: message/feedback-report

                Feedback-Type: %s
                User-Agent: Loop/2.0
                Version: 1
                Original-Rcpt-To: <%s>
                Original-Mail-From: <rosalind@sluice.example>

                --fb
                Content-Type: message/rfc822

                From: rosalind@sluice.example
                To: %s
                Message-ID: %s
                Subject: %s

                Hello
                --fb--
                """.formatted(Corpus.SUBJECT, type, Corpus.THEM, Corpus.THEM, Corpus.OURS, Corpus.SUBJECT),
                is);
    }

    private static List<Case> unsubscribes() {
        List<Case> all = new ArrayList<>();
        List<String> wishes = List.of(
                "Unsubscribe",
                "please unsubscribe me.",
                "Hi, please remove me from your list. Thanks, Owen",
                "STOP",
                "Bitte abmelden",
                "Guten Tag, bitte keine weiteren E-Mails. Danke",
                "Me désabonner",
                "Merci de me désinscrire",
                "Quiero darme de baja",
                "Cancellami",
                "Uitschrijven",
                "Proszę mnie wypisać",
                "Descadastrar",
                "Avregistrera mig",
                "配信停止をお願いします。");
        for (int i = 0; i < wishes.size(); i++) {
            String quotation =
                    i % 2 == 0 ? "" : "\n\nOn 22 Nov 2026, Rosalind <rosalind@sluice.example> wrote:\n> shall we talk";
            all.add(Case.of(
                    "wish " + i,
                    """
                    From: Owen Marsh <%s>
                    To: %s
                    Subject: Re: %s
                    In-Reply-To: %s
                    Content-Type: text/plain; charset=utf-8

                    %s%s
                    """.formatted(Corpus.THEM, Corpus.US, Corpus.SUBJECT, Corpus.OURS, wishes.get(i), quotation),
                    "unsubscribe"));
        }
        all.add(Case.of("by the mail program", """
                From: %s
                To: unsubscribe+t81x4f2@sluice.example
                Subject: unsubscribe

                """.formatted(Corpus.THEM), "unsubscribe"));
        all.add(Case.of("by the subject alone", """
                From: %s
                To: rosalind@sluice.example
                Subject: Abmelden

                """.formatted(Corpus.THEM), "unsubscribe"));
        return all;
    }

    private static List<Case> others() {
        return List.of(
                mail(
                        "a newsletter",
                        "List-Unsubscribe: <https://news.example/u>\nPrecedence: bulk\n",
                        "Seven ideas for November",
                        "Read on.",
                        "other"),
                mail(
                        "a discussion list",
                        "List-Id: <talk.example>\nPrecedence: list\n",
                        "[talk] Meeting on Friday",
                        "Who comes?",
                        "other"),
                mail(
                        "a digest",
                        "List-Id: <talk.example>\nAuto-Submitted: auto-generated\n",
                        "talk Digest, Vol 7",
                        "Topics today.",
                        "other"),
                mail("advertising in bulk", "Precedence: junk\n", "Cheap printer ink", "Order now and save.", "other"),
                mail(
                        "a watchdog",
                        "Auto-Submitted: auto-generated\n",
                        "Disk 91 % full on web3",
                        "Look after it.",
                        "other"),
                mail("a shop", "From: no-reply@shop.example\n", "Parcel on its way", "It comes on Thursday.", "other"),
                mail(
                        "a cold offer",
                        "",
                        "Rank first in searches",
                        "Dear owner, we can bring you to the first page.",
                        "letter"),
                mail("a mail without words", "", "", "", "other"),
                calendar("reply", "Accepted: Call", "other"),
                calendar("counter", "New time proposed: Call", "other"),
                receipt("Read: " + Corpus.SUBJECT),
                receipt("Gelesen: " + Corpus.SUBJECT),
                mail(
                        "a daemon's chatter",
                        "Return-Path: <>\nFrom: MAILER-DAEMON@sluice.example\n",
                        "Queue report",
                        "All is well.",
                        "other"),
                mail(
                        "a machine's answer of no kind",
                        "Auto-Submitted: auto-replied\nIn-Reply-To: " + Corpus.OURS + "\n",
                        "Re: x",
                        "Noted.",
                        "auto"));
    }

    private static Case mail(String name, String headers, String subject, String text, String is) {
        String from = headers.contains("From:") ? "" : "From: Somebody <somebody@elsewhere.example>\n";
        return Case.of(
                name, from + headers + "To: rosalind@sluice.example\nSubject: " + subject + "\n\n" + text + "\n", is);
    }

    private static Case calendar(String method, String subject, String is) {
        return Case.of(
                "calendar " + method,
                """
                From: Owen Marsh <%s>
                To: rosalind@sluice.example
                Subject: %s
                MIME-Version: 1.0
                Content-Type: multipart/alternative; boundary=cal

                --cal
                Content-Type: text/plain

                Owen Marsh answered.
                --cal
                Content-Type: text/calendar; method=%s; charset=utf-8

                BEGIN:VCALENDAR
                END:VCALENDAR
                --cal--
                """.formatted(Corpus.THEM, subject, method.toUpperCase(java.util.Locale.ROOT)),
                is);
    }

    private static Case receipt(String subject) {
        return Case.of(
                "receipt " + subject, """
                From: Owen Marsh <%s>
                To: %s
                Subject: %s
                MIME-Version: 1.0
                Content-Type: multipart/report; report-type=disposition-notification; boundary=mdn

                --mdn
                Content-Type: text/plain

                It was shown.
                --mdn
                Content-Type: message/disposition-notification

                Final-Recipient: rfc822; %s
                Original-Message-ID: %s
                Disposition: manual-action/MDN-sent-manually; displayed
                --mdn--
                """.formatted(Corpus.THEM, Corpus.US, subject, Corpus.THEM, Corpus.OURS), "auto");
    }
}
