package dev.sluice.mail;

/** Takes in mail that answers ours: implemented by whoever reads what comes back; asked by the built-in mailbox. */
public interface ReplyReceiver {
    /** A whole message as it came over the wire, to an address of this workspace; durable on return. */
    void arrived(int workspace, byte[] mime);
}
