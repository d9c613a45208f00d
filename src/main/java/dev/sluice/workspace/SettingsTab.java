package dev.sluice.workspace;

/** A tab of the settings, contributed as a bean by the module that owns the page. */
public interface SettingsTab {
    /** The position among the tabs, the smallest first. */
    int order();

    /** What a page passes to {@code workspace/tabs} so that its tab appears selected. */
    String key();

    String label();

    /** The address of the page for this member. */
    String path(Member member);

    /** The smallest role that sees the tab. */
    Role role();

    default boolean isVisible(Member member) {
        return member.role().covers(role());
    }

    /** A tab with the same address for everyone. */
    static SettingsTab of(int order, String key, String label, Role role) {
        record PlainTab(int order, String key, String label, Role role) implements SettingsTab {
            @Override
            public String path(Member member) {
                return "/settings/" + key;
            }
        }
        return new PlainTab(order, key, label, role);
    }
}
