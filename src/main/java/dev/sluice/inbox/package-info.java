/** What comes back: replies, auto-replies, bounces and complaints, told apart, matched to what was sent, and counted. */
@ApplicationModule(
        displayName = "Inbox",
        allowedDependencies = {"mail", "consent", "person", "signal", "workspace", "platform"})
@NullMarked
package dev.sluice.inbox;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
