package dev.sluice.deal;

import java.util.List;
import java.util.Map;

/**
 * Deals were folded again in the transaction under way because signals about them were recorded.
 *
 * @param entries what each new entry of a deal's log did, by the deal's number
 */
public record DealsChanged(int workspace, Map<Long, List<DealFold.After>> entries) {}
