package dev.sluice.inbox;

import java.time.LocalDate;

/** Published in the transaction that records an out-of-office answer which says until when: the last day away. */
public record OutOfOfficeReceived(int workspace, long person, LocalDate until) {}
