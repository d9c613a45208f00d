package dev.sluice.deal;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.Api;
import dev.sluice.Browser;
import dev.sluice.SluiceTest;
import dev.sluice.platform.Json;
import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Whose deals are whose: many are given to another owner at once, and a name becomes the member who has it. */
class DealOwnersTest extends SluiceTest {
    private int workspace;
    private Api api;

    @BeforeEach
    void aWorkspace() {
        workspace = workspace();
        api = api(workspace);
        api.post("/api/v1/people", "{\"email\": \"ana@example.com\"}");
    }

    private long open(String owner) {
        HttpResponse<String> answer =
                api.post("/api/v1/deals", "{\"email\": \"ana@example.com\", \"owner\": \"" + owner + "\"}");
        return ((Number) Objects.requireNonNull(Json.object(answer.body()).get("id"))).longValue();
    }

    private int user(String name) {
        return tenancy.read(
                workspace,
                () -> jdbc.sql("SELECT user_id FROM membership m JOIN app_user u ON u.id = m.user_id"
                                + " WHERE m.workspace_id = ? AND u.name = ?")
                        .params(workspace, name)
                        .query(Integer.class)
                        .single());
    }

    private List<Long> ownedBy(int user) {
        return ((List<?>) Objects.requireNonNull(Json.object(
                                api.get("/api/v1/deals?limit=200&owner=" + user).body())
                        .get("rows")))
                .stream()
                        .map(row -> ((Number) Objects.requireNonNull(((Map<?, ?>) row).get("id"))).longValue())
                        .toList();
    }

    @Test
    void chosenDealsAreGivenToAnotherOwner() {
        List<Long> deals = new ArrayList<>();
        for (int i = 0; i < 3; i++) {
            deals.add(open("Tom Okafor"));
        }
        Browser owner = owner(workspace);
        Map<String, String> form = new HashMap<>(Map.of("to_owner", Integer.toString(user("Olga Owner"))));
        form.put("deal", deals.get(0) + "," + deals.get(2));
        assertThat(owner.post("/deals/owners", form).body()).contains("2 deals given to Olga Owner.");
        assertThat(ownedBy(user("Olga Owner"))).containsExactly(deals.get(0), deals.get(2));
        assertThat(owner.post("/deals/owners", Map.of("to_owner", "0", "deal", "" + deals.get(1)))
                        .statusCode())
                .isEqualTo(422);
        assertThat(owner.post("/deals/owners", Map.of("to_owner", form.get("to_owner")))
                        .statusCode())
                .isEqualTo(422);
    }

    @Test
    void allDealsOfAFilterAreGivenToAnotherOwnerHoweverManyThePageShows() {
        for (int i = 0; i < 130; i++) {
            open("Tom Okafor");
        }
        String page = owner(workspace)
                .post("/deals/owners", Map.of("to_owner", Integer.toString(user("Olga Owner")), "all", "yes"))
                .body();
        assertThat(page).contains("130 deals given to Olga Owner.");
        assertThat(ownedBy(user("Olga Owner"))).hasSize(130);
    }

    @Test
    void aNameBecomesTheMemberWhoJoinsLater() {
        long deal = open("Tom Okafor");
        open("Somebody Else");
        workspaces(); // no member is called Tom yet
        user(workspace, "member");
        jdbc.sql("UPDATE app_user SET name = 'tom okafor' WHERE id = ?")
                .param(newest())
                .update();

        assertThat(ownedBy(newest())).containsExactly(deal);
        assertThat(Json.object(api.get("/api/v1/deals/" + deal).body())).containsEntry("owner", newest());
    }

    private void workspaces() {
        assertThat(((List<?>) Objects.requireNonNull(
                        Json.object(api.get("/api/v1/deals?owner=nobody").body())
                                .get("rows"))))
                .hasSize(2);
    }

    private int newest() {
        return tenancy.read(
                workspace,
                () -> jdbc.sql("SELECT max(user_id) FROM membership WHERE workspace_id = ?")
                        .param(workspace)
                        .query(Integer.class)
                        .single());
    }

    @Test
    void todayCountsAllStalledDeals() {
        for (int i = 0; i < 11; i++) {
            open("Olga Owner");
        }
        clock.forward(java.time.Duration.ofDays(40));
        String today = owner(workspace).get("/pipeline/stalled").body();
        String board = owner(workspace).get("/pipeline").body();

        assertThat(today).contains("11, 11 to decide", "All stalled deals");
        assertThat(board).contains("11 stalled");
    }
}
