package dev.sluice.sample;

import dev.sluice.deal.DealSignals;
import dev.sluice.handoff.HandoffSignals;
import dev.sluice.meeting.MeetingSignals;
import dev.sluice.person.PersonSignals;
import dev.sluice.sample.Journey.SampleSources;
import dev.sluice.sample.SampleProfile.SampleCompany;
import dev.sluice.signal.SignalKind;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;

/** Ten people with a name and a story each: screens, tests and documents speak of them. */
final class Cast {
    private static final SampleCompany MILL =
            new SampleCompany("Corbin Paper Mill", "corbin-paper.example", 240, "US", "manufacturing");
    private static final SampleCompany CLINICS =
            new SampleCompany("Tidewater Clinics", "tidewater-clinics.example", 130, "US", "clinics");
    private static final SampleCompany FREIGHT =
            new SampleCompany("Halyard Freight", "halyard-freight.example", 85, "GB", "freight");
    private static final SampleCompany LAW = new SampleCompany("Pell and Amory", "pell-amory.example", 64, "CA", "law");
    private static final SampleCompany GIANT =
            new SampleCompany("Norrland Steel", "norrland-steel.example", 3_800, "DE", "steel");

    private final SampleSources doors;
    private final Instant end;

    Cast(SampleSources doors, Instant end) {
        this.doors = doors;
        this.end = end;
    }

    /** The ten, in the order in which CONTRIBUTING names them. */
    List<Journey> all() {
        return List.of(
                rosalind(), tomasz(), ingrid(), desmond(), priyanka(), walter(), lucia(), graham(), maeve(), stefan());
    }

    /** Wins: an outage, a checklist, three looks at the prices, a meeting, a contract. */
    private Journey rosalind() {
        SampleProfile who = profile("Rosalind Achebe", "cfo", MILL);
        Journey way = begin(who, 95, SampleChannel.SEARCH).page("/guides/after-an-outage");
        filled(way, who, "audit-checklist").downloaded("audit-checklist", "audit-checklist");
        way.later(Duration.ofHours(20))
                .page("/pricing")
                .later(Duration.ofHours(3))
                .page("/pricing");
        way.later(Duration.ofHours(26)).page("/pricing/managed");
        way.atWork(Duration.ofHours(1))
                .told(PersonSignals.CALL_LOGGED, "reached")
                .told(HandoffSignals.ACCEPTED, "");
        way.atWork(Duration.ofDays(1)).told(MeetingSignals.BOOKED, "discovery");
        way.atWork(Duration.ofDays(5)).told(MeetingSignals.HELD, "discovery");
        return closed(way, DealSignals.WON, "", 276_000);
    }

    /** A colleague of Rosalind's at the same firm, who only reads. */
    private Journey tomasz() {
        SampleProfile who = profile("Tomasz Wilk", "it administrator", MILL);
        Journey way = begin(who, 80, SampleChannel.DIRECT).page("/guides/backup");
        return filled(way, who, "it-budget").downloaded("it-budget", "it-budget");
    }

    /** Asked for a demo an hour ago: a qualified lead whom nobody has called yet. */
    private Journey ingrid() {
        SampleProfile who = profile("Ingrid Solheim", "coo", CLINICS);
        Journey way = begin(who, 3, SampleChannel.REFERRAL).page("/services");
        filled(way, who, "audit-checklist").downloaded("audit-checklist", "audit-checklist");
        Journey back = way.until(end.minus(Duration.ofMinutes(70))).page("/pricing");
        return filled(back, who, "contact").askedForDemo();
    }

    /** Fits, but has hardly shown interest: held at the gate by engagement. */
    private Journey desmond() {
        SampleProfile who = profile("Desmond Clarke", "director", FREIGHT);
        Journey way = begin(who, 9, SampleChannel.LINKEDIN).page("/guides/audit");
        return filled(way, who, "audit-checklist").downloaded("audit-checklist", "audit-checklist");
    }

    /** Looks at everything, but decides nothing: held at the gate by fit. */
    private Journey priyanka() {
        SampleProfile who = profile("Priyanka Rao", "consultant", CLINICS);
        Journey way = begin(who, 6, SampleChannel.SEARCH).page("/services");
        filled(way, who, "it-budget").downloaded("it-budget", "it-budget");
        for (int i = 0; i < 3; i++) {
            way.later(Duration.ofHours(9)).page("/pricing");
        }
        return way;
    }

    /** A student who needs the checklist for a thesis: disqualified. */
    private Journey walter() {
        SampleProfile who =
                new SampleProfile("Walter Finch", "walter_finch_88@gmail.com", SampleProfile.STUDENT, null, "US", null);
        Journey way = begin(who, 40, SampleChannel.PAID).page("/guides");
        return filled(way, who, "audit-checklist").downloaded("audit-checklist", "audit-checklist");
    }

    /** Accepted, then sent back for want of a budget; came back by herself and is with sales again. */
    private Journey lucia() {
        SampleProfile who = profile("Lucia Ferrante", "owner", LAW);
        Journey way = begin(who, 150, SampleChannel.SEARCH).page("/pricing");
        filled(way, who, "contact").askedForDemo();
        way.atWork(Duration.ofHours(5)).told(HandoffSignals.ACCEPTED, "");
        way.atWork(Duration.ofDays(4)).told(HandoffSignals.REJECTED, "no_budget");
        way.until(end.minus(Duration.ofDays(6))).page("/pricing");
        filled(way, who, "contact").askedForDemo();
        return way.atWork(Duration.ofHours(2)).told(HandoffSignals.ACCEPTED, "");
    }

    /** Lost on price last year, returned after an outage, and has a deal open. */
    private Journey graham() {
        SampleProfile who = profile("Graham Whitty", "director", FREIGHT);
        Journey way = begin(who, 330, SampleChannel.NEWSLETTER).page("/pricing");
        filled(way, who, "contact").askedForDemo();
        way.atWork(Duration.ofHours(3)).told(HandoffSignals.ACCEPTED, "");
        way.atWork(Duration.ofDays(2)).told(MeetingSignals.BOOKED, "discovery");
        way.atWork(Duration.ofDays(4)).told(MeetingSignals.HELD, "discovery");
        closed(way, DealSignals.LOST, "price", 98_000);
        way.until(end.minus(Duration.ofDays(25))).page("/guides/after-an-outage");
        filled(way, who, "contact").askedForDemo();
        way.atWork(Duration.ofHours(2)).told(HandoffSignals.ACCEPTED, "");
        way.atWork(Duration.ofDays(3)).told(MeetingSignals.BOOKED, "discovery");
        way.atWork(Duration.ofDays(6)).told(MeetingSignals.HELD, "discovery");
        Map<String, Object> deal = Map.of("amount", 112_000, "currency", "USD", "owner", "Maya Harbour");
        return way.later(Duration.ofHours(1)).told(DealSignals.OPENED, "sales", deal);
    }

    /** Reads on the telephone and on the office machine: two visitors who turn out to be one person. */
    private Journey maeve() {
        SampleProfile who = profile("Maeve Donnelly", "cfo", CLINICS);
        Journey way = begin(who, 20, SampleChannel.LINKEDIN).page("/").page("/services");
        way.later(Duration.ofDays(2)).on("cast-maeve-office", Map.of()).page("/pricing");
        return filled(way, who, "contact");
    }

    /** From a country where the firm has nobody: disqualified as no fit. */
    private Journey stefan() {
        SampleProfile who = profile("Stefan Lund", "director", GIANT);
        Journey way = begin(who, 12, SampleChannel.SEARCH).page("/pricing");
        return filled(way, who, "contact").askedForDemo();
    }

    private static SampleProfile profile(String name, String role, SampleCompany company) {
        String address = name.toLowerCase(java.util.Locale.ROOT).replace(' ', '.') + "@" + company.domain();
        return new SampleProfile(name, address, role, company, company.country(), null);
    }

    private Journey begin(SampleProfile who, int daysAgo, SampleChannel channel) {
        String id = "cast-" + who.name().substring(0, who.name().indexOf(' ')).toLowerCase(java.util.Locale.ROOT);
        return new Journey(id, doors, end.minus(Duration.ofDays(daysAgo)), end)
                .on(id, channel.touch())
                .page("/");
    }

    private static Journey filled(Journey way, SampleProfile who, String form) {
        return way.seen(form).begun(form).knownAs(who.email()).sent(form, who.traits());
    }

    private static Journey closed(Journey way, SignalKind how, String why, int amount) {
        Map<String, Object> deal = Map.of("amount", amount, "currency", "USD");
        way.later(Duration.ofHours(1)).told(DealSignals.OPENED, "sales", deal);
        return way.atWork(Duration.ofDays(21)).told(how, why, deal);
    }
}
