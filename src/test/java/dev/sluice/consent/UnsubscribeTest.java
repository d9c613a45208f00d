package dev.sluice.consent;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.person.Erasure;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

class UnsubscribeTest extends ConsentCase {
    private static final String ANN = "ann@harbour.test";
    private static final String ONE_CLICK = "List-Unsubscribe=One-Click";

    @Autowired
    private Erasure erasure;

    @Test
    void looking_at_the_page_changes_nothing_however_often_and_by_whatever_method_that_reads() {
        long ann = agreed(ANN);
        String link = link(ann, ANN);
        for (int i = 0; i < 20; i++) {
            assertThat(get(link).statusCode()).isEqualTo(200);
        }
        assertThat(get(link + "?List-Unsubscribe=One-Click").body()).contains("Unsubscribe");
        assertThat(browser()
                        .send(java.net.http.HttpRequest.newBuilder(
                                        java.net.URI.create("http://localhost:" + port + link))
                                .method("HEAD", java.net.http.HttpRequest.BodyPublishers.noBody()))
                        .statusCode())
                .isEqualTo(200);
        assertThat(marketing(ann, ANN)).isNull();
        assertThat(kinds(ann)).containsExactly("consent_given");
    }

    @Test
    void one_click_works_without_cookie_and_is_in_effect_once_it_has_answered() {
        long ann = agreed(ANN);
        assertThat(post(link(ann, ANN), ONE_CLICK).statusCode()).isEqualTo(200);
        assertThat(marketing(ann, ANN)).isEqualTo(SuppressionReason.UNSUBSCRIBED);
        assertThat(oneToOne(ann, ANN)).isNull();
        assertThat(kinds(ann)).containsExactly("consent_given", "unsubscribed");
        assertThat(heard(RecipientsSuppressed.class))
                .containsExactlyInAnyOrder(
                        new RecipientsSuppressed(workspace, Set.of(ANN), Set.of()),
                        new RecipientsSuppressed(workspace, Set.of(), Set.of(ann)));
    }

    @Test
    void clicks_at_once_repeated_or_with_another_body_are_one_unsubscription() throws Exception {
        long ann = agreed(ANN);
        String link = link(ann, ANN);
        try (ExecutorService clicks = Executors.newFixedThreadPool(8)) {
            Callable<Integer> click = () -> post(link, ONE_CLICK).statusCode();
            for (var answer :
                    clicks.invokeAll(IntStream.range(0, 8).mapToObj(i -> click).toList())) {
                assertThat(answer.get()).isEqualTo(200);
            }
        }
        assertThat(post(link, "something=else").statusCode()).isEqualTo(200);
        assertThat(owner(workspace).post(link, Map.of()).statusCode()).isEqualTo(200);
        assertThat(kinds(ann)).containsExactly("consent_given", "unsubscribed");
    }

    @Test
    void it_can_be_taken_back_on_the_page() {
        long ann = agreed(ANN);
        String link = link(ann, ANN);
        assertThat(post(link, "").body()).contains("Send me mail again").doesNotContain(ANN);
        assertThat(get(link).body()).contains("Send me mail again");
        assertThat(post(link + "/undo", "").body()).contains("You get mail again");
        assertThat(marketing(ann, ANN)).isNull();
        assertThat(kinds(ann)).containsExactly("consent_given", "unsubscribed", "consent_given");
    }

    @Test
    void who_unsubscribed_stays_so_when_a_form_or_an_import_says_otherwise() {
        long ann = agreed(ANN);
        post(link(ann, ANN), ONE_CLICK);
        agreed(ANN);
        assertThat(marketing(ann, ANN)).isEqualTo(SuppressionReason.UNSUBSCRIBED);
    }

    @Test
    void preferences_are_shown_as_they_stand_and_saved_as_ticked() {
        rule(LegalBasis.ASK);
        long ann = agreed(ANN);
        String link = link(ann, ANN);
        assertThat(get(link).body()).contains("Invitations to events").contains("id=\"purpose-events\"");

        post(link + "/preferences", "purpose=marketing&purpose=events&purpose=invented");
        assertThat(kinds(ann)).containsExactly("consent_given", "consent_given");
        assertThat(get(link).body()).containsPattern("value=\"events\" checked");

        assertThat(post(link + "/preferences", "purpose=events").body()).contains("no more marketing mail");
        assertThat(marketing(ann, ANN)).isEqualTo(SuppressionReason.UNSUBSCRIBED);
    }

    @Test
    void a_link_shows_no_address_and_ten_thousand_changed_ones_do_nothing() {
        long ann = agreed(ANN);
        String token = link(ann, ANN).substring(3);
        assertThat(new String(
                        java.util.Base64.getUrlDecoder().decode(token), java.nio.charset.StandardCharsets.ISO_8859_1))
                .doesNotContain("ann")
                .doesNotContain("harbour");
        Random random = new Random(8058);
        String letters = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";
        for (int i = 0; i < 10_000; i++) {
            StringBuilder changed = new StringBuilder(token);
            int at = random.nextInt(token.length());
            switch (i % 4) {
                case 0 -> changed.setCharAt(at, other(letters, changed.charAt(at), random));
                case 1 -> changed.setLength(at);
                case 2 -> changed.append(letters.charAt(random.nextInt(64)));
                default -> changed.deleteCharAt(at);
            }
            assertThat(links.open(changed.toString())).as(changed.toString()).isEmpty();
        }
        assertThat(links.open(token)).isPresent();
    }

    private static char other(String letters, char not, Random random) {
        char other = letters.charAt(random.nextInt(64));
        return other == not ? (not == 'A' ? 'B' : 'A') : other;
    }

    @Test
    void a_broken_link_gets_a_page_that_helps_and_changes_nothing() {
        assertThat(get("/u/nothing").statusCode()).isEqualTo(404);
        assertThat(get("/u/nothing").body()).contains("This link is not complete");
        assertThat(post("/u/nothing", ONE_CLICK).body()).contains("This link is not complete");
    }

    @Test
    void the_link_outlives_the_person_and_brings_no_erased_address_back() {
        long ann = agreed(ANN);
        String link = link(ann, ANN);
        erasure.erase(workspace, ann);
        assertThat(post(link, ONE_CLICK).statusCode()).isEqualTo(200);
        assertThat(marketing(ann, ANN)).isEqualTo(SuppressionReason.ERASED);
        long kept = tenancy.read(
                workspace,
                () -> jdbc.sql("SELECT count(*) FROM suppressed_address WHERE workspace_id = ?")
                        .param(workspace)
                        .query(Long.class)
                        .single());
        assertThat(kept).isZero();
    }
}
