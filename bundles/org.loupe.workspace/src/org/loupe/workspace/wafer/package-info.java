/** Wafers of a project: how their files come in, are read, and get the classes of a run written back. */
package org.loupe.workspace.wafer;
