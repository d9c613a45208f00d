package dev.sluice.workspace;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.SluiceTest;
import java.time.Duration;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

/** Limits on requests hold over all nodes, and a node that counts little asks nothing of the database. */
class RequestLimitsTest extends SluiceTest {
    private static final Duration MINUTE = Duration.ofMinutes(1);

    @Autowired
    private RequestLimitRows rows;

    private long taken(RequestLimits node, String name, int tries, int limit) {
        return IntStream.range(0, tries)
                .filter(i -> node.take(name, limit, MINUTE) == 0)
                .count();
    }

    private long stored(String name) {
        return jdbc.sql("SELECT count(*) FROM request_count WHERE name = ?")
                .param(name)
                .query(Long.class)
                .single();
    }

    @Test
    void aLimitHoldsAndTheRefusalSaysWhenItEnds() {
        RequestLimits node = RequestLimits.ofThisNode(clock);
        String name = address();
        assertThat(taken(node, name, 500, 100)).isEqualTo(100);
        long seconds = node.take(name, 100, MINUTE);
        assertThat(seconds).isBetween(1L, 60L);
        clock.forward(Duration.ofSeconds(seconds));
        assertThat(node.take(name, 100, MINUTE)).isZero();
    }

    @Test
    void twoNodesShareALimit() {
        RequestLimits one = new RequestLimits(rows, clock);
        RequestLimits two = new RequestLimits(rows, clock);
        String name = address();
        long taken = 0;
        for (int second = 0; second < 20; second++) {
            taken += taken(one, name, 20, 100) + taken(two, name, 20, 100);
            one.addUp();
            two.addUp();
        }
        // 800 tries; at most what both could take before they heard of each other beyond the limit
        assertThat(taken).isBetween(100L, 140L);
        assertThat(one.take(name, 100, MINUTE)).isPositive();
        assertThat(two.take(name, 100, MINUTE)).isPositive();
    }

    @Test
    void whatIsRefusedOnOneNodeIsRefusedOnTheNextOneASecondLater() {
        RequestLimits one = new RequestLimits(rows, clock);
        RequestLimits two = new RequestLimits(rows, clock);
        String name = address();
        taken(one, name, 200, 100);
        taken(two, name, 15, 100);
        one.addUp();
        two.addUp();
        assertThat(two.take(name, 100, MINUTE)).isPositive();
    }

    @Test
    void fewCallsLeaveNothingInTheDatabase() {
        RequestLimits node = new RequestLimits(rows, clock);
        String name = address();
        taken(node, name, 5, 100);
        node.addUp();
        assertThat(stored(name)).isZero();
        taken(node, name, 50, 100);
        node.addUp();
        assertThat(stored(name)).isEqualTo(1);
    }

    @Test
    void oldWindowsAreDeleted() {
        RequestLimits node = new RequestLimits(rows, clock);
        String name = address();
        taken(node, name, 50, 100);
        node.addUp();
        clock.forward(Duration.ofMinutes(30));
        taken(node, address(), 50, 100);
        node.addUp();
        assertThat(stored(name)).isZero();
    }
}
