/** The workbench: navigator, recipe editor, jobs and preferences. */
package org.loupe.ui;
