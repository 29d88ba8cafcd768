/** Classifiers from crops: learned, tried, kept with the project. What the workbench and the command line share. */
package org.loupe.workspace.learning;
