package dev.sluice.handoff.today;

import dev.sluice.handoff.RowsResponse;
import dev.sluice.workspace.ApiCaller;
import dev.sluice.workspace.RequiresScope;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** Today's list for callers of the API. */
@RestController
@RequestMapping("/api/v1")
class TodayApi {
    private final TodayQueue queue;

    TodayApi(TodayQueue queue) {
        this.queue = queue;
    }

    /** The leads of one owner or of everyone, the most urgent first. */
    @RequiresScope("people:read")
    @GetMapping("/queue")
    RowsResponse<TodayQueue.QueueItem> queue(
            ApiCaller caller, @RequestParam(required = false) @Nullable Integer owner) {
        return new RowsResponse<>(queue.of(caller.workspace(), owner));
    }
}
