/** Installs the jars of the {@code addons} folder at start and tells which of them cannot run. */
package org.loupe.addons;
