package dev.sluice.deal.board;

import dev.sluice.workspace.Member;
import dev.sluice.workspace.RequiresRole;
import dev.sluice.workspace.Role;
import java.util.List;
import java.util.Map;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.View;

/** Deals as a list. */
@Controller
@RequiresRole(Role.MEMBER)
class DealListPages {
    private final DealListView list;

    DealListPages(DealListView list) {
        this.list = list;
    }

    @GetMapping("/deals")
    View list(Member member, @RequestParam Map<String, String> query, @RequestParam(defaultValue = "0") int from) {
        return list.of(member, query, from, List.of());
    }
}
