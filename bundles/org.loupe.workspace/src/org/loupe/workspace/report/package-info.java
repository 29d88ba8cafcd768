/** Reports of runs for people: one self-contained file to read, send and print. */
package org.loupe.workspace.report;
