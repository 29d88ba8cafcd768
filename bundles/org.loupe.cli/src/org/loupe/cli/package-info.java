/** The command line: one verb per class, as an Equinox application. */
package org.loupe.cli;
