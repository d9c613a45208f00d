package dev.sluice.inbox.mailboxes;

import dev.sluice.inbox.parsing.MimeReader;
import dev.sluice.mail.EgressSocketFactory;
import jakarta.mail.AuthenticationFailedException;
import jakarta.mail.FetchProfile;
import jakarta.mail.Folder;
import jakarta.mail.Message;
import jakarta.mail.MessagingException;
import jakarta.mail.Session;
import jakarta.mail.UIDFolder;
import jakarta.mail.search.ComparisonTerm;
import jakarta.mail.search.ReceivedDateTerm;
import java.io.IOException;
import java.io.InputStream;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Date;
import java.util.List;
import java.util.Properties;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import org.eclipse.angus.mail.imap.IMAPFolder;
import org.eclipse.angus.mail.imap.IMAPMessage;
import org.eclipse.angus.mail.imap.IMAPStore;
import org.jspecify.annotations.Nullable;

/** A connection to an IMAP mailbox, opened for reading only: nothing there is marked, moved or deleted. */
final class ImapConnection implements AutoCloseable {
    /** An IDLE that hears nothing for so long is begun anew: the connection may be dead. */
    private static final int PATIENCE_MS = 3 * 60_000;

    private static final int CONNECT_MS = 10_000;

    /** After so long in IDLE the server is asked once more. */
    private static final Executor LOOK =
            CompletableFuture.delayedExecutor(25, TimeUnit.SECONDS, Thread::startVirtualThread);

    /** A message on the server; {@code at} is when the server received it. */
    record FetchedMessage(long uid, Instant at, byte[] bytes) {}

    private final IMAPStore store;
    private final IMAPFolder folder;
    private final boolean idles;

    private ImapConnection(IMAPStore store, IMAPFolder folder, boolean idles) {
        this.store = store;
        this.folder = folder;
        this.idles = idles;
    }

    static ImapConnection open(ImapAccount account) throws MessagingException {
        Session session = Session.getInstance(properties(account));
        IMAPStore store = (IMAPStore) session.getStore("imap");
        try {
            store.connect(account.host(), account.port(), account.user(), account.password());
            IMAPFolder folder = (IMAPFolder) store.getFolder("INBOX");
            folder.open(Folder.READ_ONLY);
            return new ImapConnection(store, folder, store.hasCapability("IDLE"));
        } catch (MessagingException | RuntimeException failure) {
            store.close();
            throw failure;
        }
    }

    private static Properties properties(ImapAccount account) {
        Properties mail = new Properties();
        mail.setProperty("mail.imap.connectiontimeout", Integer.toString(CONNECT_MS));
        mail.setProperty("mail.imap.timeout", Integer.toString(PATIENCE_MS));
        mail.setProperty("mail.imap.writetimeout", "30000");
        mail.setProperty("mail.imap.peek", "true");
        mail.setProperty("mail.imap.fetchsize", Integer.toString(256 * 1024));
        mail.setProperty("mail.imap.ssl.checkserveridentity", "true");
        switch (account.tls()) {
            case NONE -> mail.setProperty("mail.imap.starttls.enable", "false");
            case STARTTLS -> {
                mail.setProperty("mail.imap.starttls.enable", "true");
                mail.setProperty("mail.imap.starttls.required", "true");
            }
            case TLS -> mail.setProperty("mail.imap.ssl.enable", "true");
        }
        if (account.guarded()) {
            mail.put("mail.imap.socketFactory", new EgressSocketFactory());
            mail.setProperty("mail.imap.socketFactory.fallback", "false");
        }
        return mail;
    }

    long validity() throws MessagingException {
        return folder.getUIDValidity();
    }

    /** The UID that the next message to come will at least have. */
    long nextUid() throws MessagingException {
        long next = folder.getUIDNext();
        return next > 0 ? next : last() + 1;
    }

    private long last() throws MessagingException {
        int count = count();
        return count == 0 ? 0 : folder.getUID(folder.getMessage(count));
    }

    /** The UIDs behind that one, in order. */
    List<Long> after(long uid) throws MessagingException {
        return uids(folder.getMessagesByUID(uid + 1, UIDFolder.LASTUID), uid);
    }

    /** The UIDs of what came since then (to the day, as IMAP searches). */
    List<Long> since(Instant then) throws MessagingException {
        return uids(folder.search(new ReceivedDateTerm(ComparisonTerm.GE, Date.from(then))), 0);
    }

    private List<Long> uids(Message[] messages, long above) throws MessagingException {
        Message[] there = Arrays.stream(messages).filter(one -> one != null).toArray(Message[]::new);
        FetchProfile profile = new FetchProfile();
        profile.add(UIDFolder.FetchProfileItem.UID);
        folder.fetch(there, profile);
        List<Long> uids = new ArrayList<>();
        for (Message one : there) {
            long uid = folder.getUID(one);
            if (uid > above) { // "uid:*" names the last message also where it comes before
                uids.add(uid);
            }
        }
        return uids.stream().sorted().toList();
    }

    /** The message, or as much of it as is ever read; null when it has gone meanwhile. */
    @Nullable
    FetchedMessage fetch(long uid) throws MessagingException, IOException {
        if (!(folder.getMessageByUID(uid) instanceof IMAPMessage message) || message.isExpunged()) {
            return null;
        }
        Date received = message.getReceivedDate();
        try (InputStream in = message.getMimeStream()) {
            byte[] bytes = in.readNBytes(MimeReader.MAX_BYTES);
            message.invalidateHeaders();
            return new FetchedMessage(uid, received == null ? Instant.MAX : received.toInstant(), bytes);
        }
    }

    /** How many messages there are, asked of the server. */
    int count() throws MessagingException {
        return folder.getMessageCount();
    }

    /**
     * Returns when the server says that something changed, or after a while; at once when it has said so since there
     * were that many: IDLE does not repeat what was told in answer to another command.
     */
    void await(int known, long pollMilliseconds) throws MessagingException, InterruptedException {
        if (count() != known) {
            return;
        }
        if (idles) {
            // not every server tells in IDLE what came just before it
            CompletableFuture<Void> look = CompletableFuture.runAsync(this::endIdle, LOOK);
            folder.idle(true);
            look.cancel(false);
        } else {
            Thread.sleep(pollMilliseconds);
        }
    }

    /** Any other command does. */
    private void endIdle() {
        try {
            count();
        } catch (MessagingException | RuntimeException gone) {
            // whoever waits is told so too
        }
    }

    /** Also ends an {@link #await} under way in another thread. */
    @Override
    public void close() {
        try {
            store.close();
        } catch (MessagingException | RuntimeException gone) {
            // it was closed by the server
        }
    }

    /** What to tell whoever set the mailbox up; of hosts that a workspace names no more than whether they answer. */
    static String sentence(ImapAccount account, Exception failure) {
        if (failure instanceof AuthenticationFailedException) {
            return account.host() + " does not accept the user and password.";
        }
        return account.guarded()
                ? account.host() + " cannot be reached as a mailbox on the public internet."
                : account.host() + " cannot be reached on port " + account.port() + ".";
    }
}
