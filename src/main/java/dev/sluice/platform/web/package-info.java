/** Pages, errors, live updates and file downloads: what every screen and API is built on. */
@NamedInterface("web")
@NullMarked
package dev.sluice.platform.web;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.NamedInterface;
