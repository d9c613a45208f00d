package dev.sluice.outreach.sequence;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.Browser;
import dev.sluice.SluiceTest;
import dev.sluice.mail.Messages;
import dev.sluice.mail.SentMessage;
import dev.sluice.outreach.enrolment.Enrolment;
import dev.sluice.outreach.enrolment.Enrolments;
import dev.sluice.person.Persons;
import dev.sluice.signal.IdentityKeys;
import dev.sluice.signal.NewSignal;
import dev.sluice.signal.Signals;
import dev.sluice.signal.Sources;
import dev.sluice.signal.kind.Trust;
import dev.sluice.standing.Settled;
import dev.sluice.template.Templates;
import java.net.http.HttpResponse;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

/** Outreach as a manager, and a member, finds it on the screens. */
class OutreachPagesTest extends SluiceTest {
    private static final String AUTUMN = "/outreach/sequences/autumn-round";

    @Autowired
    private Signals signals;

    @Autowired
    private Sources sources;

    @Autowired
    private Persons persons;

    @Autowired
    private Settled settled;

    @Autowired
    private Sequences sequences;

    @Autowired
    private Enrolments enrolments;

    @Autowired
    private Templates templates;

    @Autowired
    private Messages messages;

    private int workspace;
    private Browser manager;

    @BeforeEach
    void aManagerAtWork() {
        workspace = workspace();
        manager = user(workspace, "manager");
    }

    @Test
    void everyPageOpens() {
        long ruth = known(address());
        Map.of(
                        "/outreach",
                        "Five mails in fourteen days",
                        "/outreach/sequences/five-mails",
                        "Ends when",
                        "/outreach/sequences/five-mails/steps/s1/people",
                        "Nobody yet",
                        "/outreach/templates",
                        "outage-cost",
                        "/outreach/templates/outage-cost",
                        "Sent by",
                        "/outreach/templates/new",
                        "Make template",
                        "/people/" + ruth + "/mail",
                        "Write to Ruth Okafor",
                        "/people/" + ruth + "/mail?template=outage-cost",
                        "Hello Ruth,",
                        "/people/" + ruth + "/outreach",
                        "Write a mail")
                .forEach((path, words) -> {
                    HttpResponse<String> page = manager.get(path);
                    assertThat(page.statusCode()).as(path).isEqualTo(200);
                    assertThat(page.body()).as(path).contains(words);
                });
    }

    @Test
    void whatIsNotThereIsSaidToBeMissing() {
        assertThat(manager.get("/outreach/sequences/none").statusCode()).isEqualTo(404);
        assertThat(manager.get("/outreach/templates/none").statusCode()).isEqualTo(404);
        assertThat(manager.get("/outreach/sequences/five-mails/steps/none/people")
                        .statusCode())
                .isEqualTo(404);
        refused(manager.get("/outreach/sequences/five-mails/steps/s1/people?figure=luck"), "Name one of sent");
    }

    @Test
    void aSequenceIsMadeStepByStepAndEachChangeSaysWhatItMeans() {
        made();
        refused(manager.post(AUTUMN + "/status", Map.of("status", "running")), "A sequence without steps cannot run");
        said(add("", mail("outage-cost")), "Step s1 is new");
        said(add("s1", Map.of("kind", "task", "task", "call", "what", "Call them")), "Step s2 is new");
        said(add("s2", Map.of("kind", "branch", "when", "{happened: {demo_requested: \"*\"}}")), "Step s3 is new");
        said(add("s3/then", mail("short-call")), "Step s4 is new");
        said(add("s3/otherwise", Map.of("kind", "wait")), "Step s5 is new");
        assertThat(ids()).containsExactly("s1", "s2", "s3", "s4", "s5");

        Map<String, String> changed = form(mail("case-study"));
        changed.putAll(
                Map.of("amount", "2", "unit", "h", "template_b", "compliance-gaps", "by_stage", "mql = short-call"));
        said(manager.post(AUTUMN + "/steps/s1", changed), "Step s1 changes for 0 people");
        assertThat(step("s1")).isInstanceOfSatisfying(SequenceStep.EmailStep.class, mail -> {
            assertThat(mail.after()).isEqualTo(new StepDelay(2, StepDelay.DelayUnit.HOURS));
            assertThat(mail.variants())
                    .extracting(SequenceStep.Variant::template)
                    .containsExactly("case-study", "compliance-gaps");
            assertThat(mail.byStage()).containsEntry("mql", "short-call");
        });

        done(manager.post(AUTUMN + "/steps/s2/place", form(Map.of("to", "earlier"))));
        assertThat(ids()).containsExactly("s2", "s1", "s3", "s4", "s5");
        done(manager.post(AUTUMN + "/steps/s2/place", form(Map.of("to", "later"))));
        assertThat(ids()).containsExactly("s1", "s2", "s3", "s4", "s5");

        said(manager.post(AUTUMN + "/steps/s3/removal", form(Map.of())), "Step s3 is removed; 0 people");
        assertThat(ids()).containsExactly("s1", "s2");
        assertThat(manager.get(AUTUMN).body())
                .contains("Call them", "2 hours later", "at MQL")
                .doesNotContain("Goes one of two ways");
    }

    @Test
    void aNewStepNeverTakesTheNameOfARemovedOneSoThatWhoHadThatGetsThis() {
        made();
        said(add("", mail("outage-cost")), "Step s1 is new");
        said(add("s1", mail("case-study")), "Step s2 is new");
        said(manager.post(AUTUMN + "/steps/s2/removal", form(Map.of())), "Step s2 is removed");
        said(add("s1", mail("short-call")), "Step s3 is new");
        assertThat(ids()).containsExactly("s1", "s3");
    }

    @Test
    void savingAStepKeepsTheWeightsOfItsVariantsAndEveryVariantIsOnTheForm() {
        made();
        SequenceDefinition plan = sequences.get(workspace, "autumn-round").plan();
        List<SequenceStep.Variant> three = List.of(
                new SequenceStep.Variant("a", "outage-cost", 1),
                new SequenceStep.Variant("b", "case-study", 3),
                new SequenceStep.Variant("c", "short-call", 2));
        sequences.change(
                workspace,
                "autumn-round",
                1,
                plan.with(
                        new SequenceSteps(List.of(new SequenceStep.EmailStep("s1", StepDelay.NONE, three, Map.of())))),
                null);
        assertThat(manager.get(AUTUMN).body()).contains("name=\"template_c\"", "Tried against (C)");

        Map<String, String> saved = form(mail("outage-cost"));
        saved.putAll(Map.of("template_b", "case-study", "template_c", "last-word", "amount", "1"));
        said(manager.post(AUTUMN + "/steps/s1", saved), "Step s1 changes");
        assertThat(step("s1"))
                .isInstanceOfSatisfying(
                        SequenceStep.EmailStep.class,
                        mail -> assertThat(mail.variants())
                                .containsExactly(
                                        three.get(0), three.get(1), new SequenceStep.Variant("c", "last-word", 2)));
    }

    @Test
    void whoeverEditsAnOldVersionIsToldAndOverwritesNothing() {
        made();
        said(add("", mail("outage-cost")), "Step s1 is new");
        Map<String, String> stale = form(mail("case-study"));
        stale.put("version", "1");
        String meanwhile = "Somebody else has changed this sequence meanwhile";
        refused(manager.post(AUTUMN + "/steps", stale), meanwhile);
        refused(manager.post(AUTUMN + "/steps/s1", stale), meanwhile);
        refused(manager.post(AUTUMN + "/steps/s1/removal", Map.of("version", "1")), meanwhile);
        refused(manager.post(AUTUMN + "/settings", settings(Map.of("version", "1"))), meanwhile);
        assertThat(sequences.get(workspace, "autumn-round").version()).isEqualTo(2);
    }

    @Test
    void whatCannotBeIsRefusedWithItsFieldAndRule() {
        refused(manager.post("/outreach/sequences", Map.of("title", " ")), "Give the sequence a title");
        refused(manager.post("/outreach/sequences", Map.of("title", "ßß")), "letters or digits");
        made();
        refused(
                manager.post("/outreach/sequences", Map.of("title", "Autumn round")),
                "a sequence of that name already");
        refused(add("", Map.of("kind", "mail")), "Name the template of the mail");
        refused(add("", mail("no-such")), "There is no template no-such");
        refused(add("", Map.of("kind", "mail", "template", "outage-cost", "amount", "soon")), "Write a delay such as");
        refused(add("", Map.of("kind", "task", "task", "call")), "what is to be done");
        refused(add("", Map.of("kind", "branch")), "Write a criterion");
        refused(add("", Map.of("kind", "branch", "when", "{luck: 3}")), "The branch {luck: 3}:");
        refused(add("", Map.of("kind", "dance")), "Say mail, task, wait or branch");
        refused(
                add("", Map.of("kind", "mail", "template", "outage-cost", "by_stage", "short-call")),
                "Write a stage and a template a line");
        refused(add("s9", mail("outage-cost")), "There is no such place");
        refused(settings("priority", "101"), "Write the priority");
        refused(settings("from", "early"), "Write the time from which mail may go");
        refused(settings("to", "08:00"), "must end after it begins");
        refused(settings("day", "someday"), "Name days as monday");
        refused(settings("exit", "boredom"), "boredom");
        refused(settings("title", ""), "Give the sequence a title");
        refused(manager.post(AUTUMN + "/status", Map.of("status", "flying")), "Say running or paused");
        assertThat(sequences.get(workspace, "autumn-round").version()).isEqualTo(1);
    }

    @Test
    void itsTimesEndsAndPriorityAreSet() {
        made();
        said(settings("purpose", "Talk before the audit season"), "Mail goes Monday, 09:00 to 17:30");
        SequenceDefinition plan = sequences.get(workspace, "autumn-round").plan();
        assertThat(plan.priority()).isEqualTo(65);
        assertThat(plan.exits()).containsExactly(SequenceDefinition.SequenceExit.MEETING);
        assertThat(manager.get(AUTUMN).body()).contains("Talk before the audit season", "this one has 65");
    }

    @Test
    void onlyARunningSequenceTakesPeopleAndAddressesNobodyHasAreNamed() {
        made();
        said(add("", mail("outage-cost")), "Step s1 is new");
        String ruth = address();
        long person = known(ruth);
        Map<String, String> two = Map.of("addresses", " " + ruth + "\r\n\r\nnobody@example.org\n");
        refused(manager.post(AUTUMN + "/enrolments", two), "start it first");

        done(manager.post(AUTUMN + "/status", Map.of("status", "running")));
        refused(manager.post(AUTUMN + "/enrolments", Map.of("addresses", " \n ")), "Write 1 to 5,000 e-mail addresses");
        said(
                manager.post(AUTUMN + "/enrolments", two),
                "1 of 2 began. Nobody here has the address nobody@example.org.");
        said(manager.post(AUTUMN + "/enrolments", Map.of("addresses", ruth)), "0 of 1 began.");
        assertThat(manager.get(AUTUMN).body()).contains("Ruth Okafor", "by hand", "/people/" + person);

        done(manager.post(AUTUMN + "/status", Map.of("status", "paused")));
        assertThat(manager.get(AUTUMN).body()).contains("Paused by hand", ">Start<");
    }

    @Test
    void onThePersonASequenceIsPausedResumedSkippedAndStopped() {
        long ruth = known(address());
        running();
        HttpResponse<String> panel =
                manager.post("/people/" + ruth + "/enrolments", Map.of("sequence", "autumn-round"));
        assertThat(panel.body())
                .contains("Autumn round", "Mail: A short call", "Task: Call them", "Skip the next step");
        String enrolment = "/enrolments/" + enrolment(ruth).id();

        assertThat(manager.post(enrolment + "/pause", Map.of()).body()).contains("paused", "Resume");
        assertThat(enrolment(ruth).state()).isEqualTo("paused");
        assertThat(manager.post(enrolment + "/resumption", Map.of()).body()).contains(">Pause<");
        assertThat(enrolment(ruth).state()).isEqualTo("active");
        assertThat(manager.post(enrolment + "/skipped-step", Map.of()).body()).doesNotContain("Mail: A short call");
        assertThat(enrolment(ruth).nextStep()).isEqualTo("s2");
        assertThat(manager.post(enrolment + "/end", Map.of()).body()).contains("Sequences before", "Stopped by hand");
        assertThat(enrolment(ruth).state()).isEqualTo("stopped");
        for (String change : List.of("/pause", "/resumption", "/skipped-step", "/end")) {
            refused(manager.post(enrolment + change, Map.of()), "This enrolment is over: Stopped by hand");
        }
        assertThat(enrolment(ruth).state()).as("what is over stays over").isEqualTo("stopped");
    }

    @Test
    void aTemplateIsMadeLookedAtChangedAndRemoved() {
        Map<String, String> written = Map.of(
                "title",
                "Autumn greeting",
                "subject",
                "Hello {{first_name}}",
                "format",
                "text",
                "body",
                "Is {{phone}} right?");
        done(manager.post("/outreach/templates", written));
        String page = "/outreach/templates/autumn-greeting";
        refused(manager.post("/outreach/templates", written), "<b>name</b>: There is a template of that name already");
        assertThat(manager.post("/outreach/preview", written).body())
                .contains("Hello Ruth", "nothing is known for phone");
        Map<String, String> changed = new HashMap<>(written);
        changed.put("body", "Is {{phone|your number}} right?");
        known("vera@quay-works.test");
        changed.put("reader", "vera@quay-works.test");
        done(manager.post(page, changed));
        assertThat(templates.get(workspace, "autumn-greeting").version()).isEqualTo(2);
        assertThat(manager.post("/outreach/preview", changed).body()).contains("Is your number right?");
        changed.put("reader", "nobody@example.org");
        assertThat(manager.post("/outreach/preview", changed).body()).contains("Nobody here has that address");
        done(manager.post(page + "/removal", Map.of()));
        assertThat(manager.get(page).statusCode()).isEqualTo(404);
        refused(manager.post("/outreach/templates/outage-cost/removal", Map.of()), "It is used by");
    }

    @Test
    void aTemplateThatCannotBeFilledNamesItsFieldAndKeepsWhatWasTyped() {
        Map<String, String> good = Map.of("title", "A", "subject", "B", "body", "C");
        for (String field : good.keySet()) {
            Map<String, String> bad = new HashMap<>(good);
            bad.put(field, "");
            HttpResponse<String> answer = manager.post("/outreach/templates/outage-cost", bad);
            refused(answer, "<b>" + field + "</b>: Write ");
        }
        Map<String, String> open = new HashMap<>(good);
        open.put("body", "Typed {{#company}} and left open");
        refused(manager.post("/outreach/templates/outage-cost", open), "Typed {{#company}} and left open");
        open.put("body", "{{{raw}}}");
        refused(manager.post("/outreach/templates/outage-cost", open), "are not allowed");
        refused(
                manager.post("/outreach/snippets", Map.of("snippet", "Not A Slug", "text", "x")),
                "name is of small letters");
        done(manager.post("/outreach/snippets", Map.of("snippet", "greeting", "text", "Warm regards")));
        assertThat(manager.get("/outreach/templates").body()).contains("Warm regards");
        assertThat(templates.get(workspace, "outage-cost").version()).isEqualTo(1);
    }

    @Test
    void aLetterSentTwiceByOneFormGoesOnce() {
        long ruth = known(address());
        String path = "/people/" + ruth + "/mail";
        String form = manager.get(path).body();
        String once = form.replaceAll("(?s).*name=\"once\" value=\"([^\"]+)\".*", "$1");
        refused(manager.post(path, Map.of("once", once, "subject", "", "body", "Typed already")), "Write a subject");
        assertThat(manager.post(path, Map.of("once", once, "subject", "Tuesday", "body", ""))
                        .body())
                .contains("Write the mail", "value=\"Tuesday\"");
        Map<String, String> letter = Map.of("once", once, "subject", "Tuesday", "body", "Shall we talk on Tuesday?");
        done(manager.post(path, letter));
        done(manager.post(path, letter));
        assertThat(messages.findByPerson(workspace, ruth))
                .extracting(SentMessage::subject)
                .containsOnlyOnce("Tuesday");
        assertThat(manager.get("/people/" + ruth + "/outreach").body()).contains("Tuesday");
    }

    @Test
    void aMemberReadsAndEnrolsButEditsNothing() {
        running();
        String ruth = address();
        known(ruth);
        Browser member = user(workspace, "member");
        assertThat(member.get("/outreach").body()).doesNotContain("New sequence");
        assertThat(member.get(AUTUMN).body()).doesNotContain("Add a step", "round/settings", ">Pause<");
        assertThat(member.get("/outreach/templates").body()).doesNotContain("New template", "New snippet");
        assertThat(member.get("/outreach/templates/outage-cost").body()).doesNotContain("Delete", ">Save<");
        assertThat(member.post("/outreach/preview", Map.of("title", "A", "subject", "Hi {{first_name}}", "body", "B"))
                        .body())
                .contains("Hi Ruth");
        said(member.post(AUTUMN + "/enrolments", Map.of("addresses", ruth)), "1 of 1 began.");
        for (String path : List.of(
                "/outreach/sequences",
                AUTUMN + "/status",
                AUTUMN + "/settings",
                AUTUMN + "/steps",
                AUTUMN + "/steps/s1",
                AUTUMN + "/steps/s1/place",
                AUTUMN + "/steps/s1/removal",
                "/outreach/templates",
                "/outreach/templates/outage-cost",
                "/outreach/templates/outage-cost/removal",
                "/outreach/snippets")) {
            assertThat(member.post(path, form(mail("outage-cost"))).statusCode())
                    .as(path)
                    .isEqualTo(403);
        }
        assertThat(member.get("/outreach/templates/new").statusCode()).isEqualTo(403);
    }

    @Test
    void everyChangeStandsInTheAuditLog() {
        running();
        done(manager.post("/outreach/snippets", Map.of("snippet", "greeting", "text", "Warm regards")));
        assertThat(owner(workspace).get("/settings/audit").body())
                .contains("sequence made", "sequence changed", "sequence running", "snippet saved");
    }

    private long known(String email) {
        signals.record(
                workspace,
                List.of(new NewSignal(
                        IdentityKeys.email(email),
                        clock.instant(),
                        null,
                        "identified",
                        "",
                        true,
                        sources.named(workspace, Sources.Kind.API, "test"),
                        Map.of("name", "Ruth Okafor"),
                        Map.of(),
                        Trust.INTERNAL)));
        settled.settled(workspace);
        return persons.withKey(workspace, "e:" + email).orElseThrow().id();
    }

    private void made() {
        HttpResponse<String> answer = manager.post("/outreach/sequences", Map.of("title", " Autumn round "));
        done(answer);
        assertThat(answer.headers().firstValue("Location").orElse("")).endsWith(AUTUMN);
    }

    /** A mail in five days, then a call. */
    private void running() {
        made();
        said(add("", Map.of("kind", "mail", "template", "short-call", "amount", "5")), "Step s1 is new");
        said(add("s1", Map.of("kind", "task", "task", "call", "what", "Call them", "amount", "5")), "Step s2 is new");
        done(manager.post(AUTUMN + "/status", Map.of("status", "running")));
    }

    private HttpResponse<String> add(String place, Map<String, String> step) {
        Map<String, String> form = form(step);
        form.put("place", place);
        return manager.post(AUTUMN + "/steps", form);
    }

    private static Map<String, String> mail(String template) {
        return Map.of("kind", "mail", "template", template);
    }

    /** As the page would send it: with the version that it shows. */
    private Map<String, String> form(Map<String, String> fields) {
        Map<String, String> form = new HashMap<>(fields);
        form.put("version", "" + sequences.get(workspace, "autumn-round").version());
        return form;
    }

    private HttpResponse<String> settings(String field, String value) {
        return manager.post(AUTUMN + "/settings", settings(form(Map.of(field, value))));
    }

    private static Map<String, String> settings(Map<String, String> changes) {
        Map<String, String> form = new HashMap<>(Map.of(
                "title",
                "Autumn round",
                "priority",
                "65",
                "day",
                "monday",
                "from",
                "09:00",
                "to",
                "17:30",
                "exit",
                "meeting"));
        form.putAll(changes);
        return form;
    }

    private List<String> ids() {
        return sequences.get(workspace, "autumn-round").plan().steps().all().stream()
                .map(placed -> placed.step().id())
                .toList();
    }

    private SequenceStep step(String id) {
        return sequences.get(workspace, "autumn-round").plan().steps().find(id).orElseThrow();
    }

    private Enrolment enrolment(long person) {
        return enrolments.findByPerson(workspace, person).stream()
                .filter(one -> one.sequence().equals("autumn-round"))
                .findFirst()
                .orElseThrow();
    }

    private static void done(HttpResponse<String> answer) {
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(303);
    }

    private static void said(HttpResponse<String> answer, String words) {
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
        assertThat(answer.body()).contains(words);
    }

    private static void refused(HttpResponse<String> answer, String why) {
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(422);
        assertThat(answer.body()).contains(why);
    }
}
