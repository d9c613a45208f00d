package dev.sluice.platform.web;

import dev.sluice.platform.database.Cursor;
import java.util.List;
import java.util.function.Function;
import java.util.function.ToLongFunction;
import org.jspecify.annotations.Nullable;

/**
 * A part of a list and where the next part begins. Ask the database for {@code limit + 1} rows, so that it is known
 * whether there are more:
 *
 * <pre>{@code
 * Page<Task> page = Page.of(tasks(workspace, cursor, LIMIT + 1), LIMIT, task -> Cursor.of(task.dueAt(), task.id()));
 * }</pre>
 *
 * @param next the query parameter that asks for the next page; null on the last
 */
public record Page<T>(List<T> items, @Nullable String next) {
    public Page {
        items = List.copyOf(items);
    }

    /** The first {@code limit} of these rows; the next page begins behind the cursor of the last. */
    public static <T> Page<T> of(List<T> rows, int limit, Function<? super T, Cursor> cursor) {
        return cut(rows, limit, last -> cursor.apply(last).encode());
    }

    /** The same for lists in the order of their ids, whose next page begins behind the id of the last row. */
    public static <T> Page<T> byId(List<T> rows, int limit, ToLongFunction<? super T> id) {
        return cut(rows, limit, last -> Long.toString(id.applyAsLong(last)));
    }

    /** The same for short lists in an order that changes, whose next page begins at an offset. */
    public static <T> Page<T> at(int offset, List<T> rows, int limit) {
        return cut(rows, limit, last -> Integer.toString(offset + limit));
    }

    public boolean more() {
        return next != null;
    }

    public <R> Page<R> map(Function<? super T, ? extends R> reader) {
        return new Page<>(items.stream().<R>map(reader).toList(), next);
    }

    private static <T> Page<T> cut(List<T> rows, int limit, Function<T, String> next) {
        return rows.size() > limit
                ? new Page<>(rows.subList(0, limit), next.apply(rows.get(limit - 1)))
                : new Page<>(rows, null);
    }
}
