package dev.sluice.handoff.report;

import dev.sluice.handoff.RejectionReasons;
import dev.sluice.handoff.report.ResponseTimes.ResponseTimesRow;
import dev.sluice.platform.web.DisplayFormat;
import dev.sluice.platform.web.Page;
import jakarta.servlet.http.HttpServletRequest;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.springframework.web.servlet.support.ServletUriComponentsBuilder;
import org.springframework.web.util.UriComponents;
import org.springframework.web.util.UriUtils;

/** Texts and addresses of the hand-off reports. */
final class HandoffText {
    private HandoffText() {}

    /** A value for a query. */
    static String encoded(String value) {
        return UriUtils.encode(value, StandardCharsets.UTF_8);
    }

    static String reason(String code) {
        return RejectionReasons.title(code);
    }

    /** A share of 0 to 1 as a percentage; a dash where nothing was measured. */
    static String share(@Nullable Double share) {
        return share == null ? "–" : String.format(Locale.ROOT, "%.1f %%", 100 * share);
    }

    /** The colour of an hour, 0 to 4 by the share that was answered in time; -1 while no clock has ended. */
    static int warmth(@Nullable ResponseTimesRow row) {
        return row == null || row.decided() == 0 ? -1 : (int) (4 * row.inTime() / row.decided());
    }

    /** How much of a list a page shows: all of it, its first rows, or the next ones. */
    static String shown(Page<?> page, String after, String first, String noun) {
        if (after.isEmpty() && !page.more()) {
            return DisplayFormat.count(page.items().size(), noun);
        }
        return (after.isEmpty() ? first : "The next") + " " + page.items().size();
    }

    /** The address of the next page of a list with the same filters; "" on the last. */
    static String nextPage(HttpServletRequest request, Page<?> page) {
        if (page.next() == null) {
            return "";
        }
        UriComponents address = ServletUriComponentsBuilder.fromRequest(request)
                .replaceQueryParam("after", page.next())
                .build();
        return address.getPath() + "?" + address.getQuery();
    }
}
