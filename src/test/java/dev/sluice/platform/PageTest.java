package dev.sluice.platform;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sluice.SluiceTest;
import dev.sluice.platform.database.Cursor;
import dev.sluice.platform.database.Row;
import dev.sluice.platform.database.Where;
import dev.sluice.platform.web.Page;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Lists in pages, and the cursors between them. */
class PageTest extends SluiceTest {
    private static final Instant AT = Instant.parse("2026-03-01T08:30:00.123456Z");
    private static final UUID ID = UUID.fromString("6f1c7a30-8a8b-4f6e-9d2e-0a3a5a0c1b2d");

    record Task(String title, long id) {}

    @Test
    void aRowTooManySaysThatThereAreMore() {
        Page<String> page = Page.of(List.of("a", "b", "c"), 2, Cursor::of);
        assertThat(page.items()).containsExactly("a", "b");
        assertThat(page.more()).isTrue();
        assertThat(Cursor.read("after", page.next(), String.class)).isEqualTo(Cursor.of("b"));
    }

    @Test
    void aPageThatIsJustFullIsTheLast() {
        Page<String> page = Page.of(List.of("a", "b"), 2, Cursor::of);
        assertThat(page.items()).containsExactly("a", "b");
        assertThat(page.more()).isFalse();
        assertThat(page.next()).isNull();
    }

    @Test
    void listsByIdGoOnBehindTheLastId() {
        assertThat(Page.byId(List.of(9L, 7L, 4L), 2, id -> id).next()).isEqualTo("7");
    }

    @Test
    void listsByOffsetGoOnBehindAllThatWereShown() {
        assertThat(Page.at(40, List.of("a", "b", "c"), 2).next()).isEqualTo("42");
        assertThat(Page.at(40, List.of("a"), 2).next()).isNull();
    }

    @Test
    void itemsMayBecomeOthersOnTheSamePage() {
        assertThat(Page.byId(List.of(9L, 7L), 1, id -> id).map(id -> "deal " + id))
                .isEqualTo(new Page<>(List.of("deal 9"), "9"));
    }

    @Test
    void aCursorComesBackAsItWent() {
        Cursor cursor = Cursor.of(AT, ID, 7L, 0.1, "Zoë ~ \"O'Brien\"");
        String text = cursor.encode();
        assertThat(text).matches("[A-Za-z0-9_-]+");
        Cursor read = Cursor.read("after", text, Instant.class, UUID.class, Long.class, Double.class, String.class);
        assertThat(read).isEqualTo(cursor);
        assertThat(read.instant(0)).isEqualTo(AT);
        assertThat(read.uuid(1)).isEqualTo(ID);
        assertThat(read.longValue(2)).isEqualTo(7);
        assertThat(read.doubleValue(3)).isEqualTo(0.1);
        assertThat(read.text(4)).isEqualTo("Zoë ~ \"O'Brien\"");
    }

    @Test
    void noTextIsTheFirstPage() {
        assertThat(Cursor.read("after", null, Long.class)).isNull();
        assertThat(Cursor.read("after", "", Long.class)).isNull();
    }

    @Test
    void whatIsNoCursorIsRefusedByTheNameOfItsParameter() {
        List<@Nullable String> texts = List.of(
                "7",
                "%%%",
                base64("[]"),
                base64("[\"x\"]"),
                base64("[\"1\", \"2\"]"),
                base64("{\"a\": 1}"),
                base64("[\"NaN\"]"));
        for (String text : texts) {
            assertThatThrownBy(() -> Cursor.read("after", text, Long.class))
                    .as(text)
                    .isInstanceOfSatisfying(
                            BadInput.class,
                            bad -> assertThat(bad.faults().getFirst().field()).isEqualTo("after"));
        }
        assertThatThrownBy(() -> Cursor.read("after", base64("[\"NaN\"]"), Double.class))
                .isInstanceOf(BadInput.class);
    }

    @Test
    void pagesOneAfterAnotherShowEveryRowOnce() {
        List<String> shown = new ArrayList<>();
        String after = null;
        int pages = 0;
        do {
            Page<Task> page = page(after);
            page.items().forEach(task -> shown.add(task.title() + task.id()));
            after = page.next();
            pages++;
        } while (after != null);
        assertThat(shown).containsExactly("Audit2", "Call1", "Call3", "Call4", "Demo5");
        assertThat(pages).isEqualTo(3);
    }

    private Page<Task> page(@Nullable String after) {
        Where where = new Where()
                .past("(t.title, t.id) > (:title, :id)", Cursor.read("after", after, String.class, Long.class));
        List<Task> rows = jdbc.sql("SELECT * FROM (VALUES ('Call', 1), ('Audit', 2), ('Call', 3), ('Call', 4),"
                        + " ('Demo', 5)) AS t(title, id)" + where.clause() + " ORDER BY t.title, t.id LIMIT 3")
                .params(where.params())
                .query(Row.mapper(Task.class))
                .list();
        return Page.of(rows, 2, task -> Cursor.of(task.title(), task.id()));
    }

    private static String base64(String text) {
        return Base64.getUrlEncoder().encodeToString(text.getBytes(StandardCharsets.UTF_8));
    }
}
