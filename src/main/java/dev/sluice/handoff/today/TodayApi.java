package dev.sluice.handoff.today;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.sluice.platform.web.Page;
import dev.sluice.workspace.ApiCaller;
import dev.sluice.workspace.RequiresScope;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** Today's list for callers of the API. */
@RestController
@RequestMapping("/api/v1")
class TodayApi {
    /** A page of the list; {@code next} is the {@code after} of the next one, absent on the last. */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record QueueResponse(
            List<TodayQueue.QueueItem> rows, @Nullable String next) {}

    private final TodayQueue queue;

    TodayApi(TodayQueue queue) {
        this.queue = queue;
    }

    /** The people of one owner or of everyone, the most urgent first: running response clocks, then what is due first. */
    @RequiresScope("people:read")
    @GetMapping("/queue")
    QueueResponse queue(
            ApiCaller caller,
            @RequestParam(required = false) @Nullable Integer owner,
            @RequestParam(defaultValue = "") String after) {
        Page<TodayQueue.QueueItem> page = queue.page(caller.workspace(), owner, after);
        return new QueueResponse(page.items(), page.next());
    }
}
