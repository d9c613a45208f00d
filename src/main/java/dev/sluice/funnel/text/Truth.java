package dev.sluice.funnel.text;

import java.util.List;
import java.util.function.Function;

/** An answer that may still be open. */
enum Truth {
    YES,
    NO,
    OPEN;

    static Truth of(boolean yes) {
        return yes ? YES : NO;
    }

    Truth not() {
        return this == OPEN ? OPEN : of(this == NO);
    }

    /** Whether all are true; the first that is false decides. */
    static <T> Truth all(List<T> parts, Function<T, Truth> test) {
        Truth all = YES;
        for (T part : parts) {
            Truth truth = test.apply(part);
            if (truth == NO) {
                return NO;
            }
            all = truth == OPEN ? OPEN : all;
        }
        return all;
    }

    /** Whether one is true; the first that is decides. */
    static <T> Truth any(List<T> parts, Function<T, Truth> test) {
        Truth any = NO;
        for (T part : parts) {
            Truth truth = test.apply(part);
            if (truth == YES) {
                return YES;
            }
            any = truth == OPEN ? OPEN : any;
        }
        return any;
    }
}
