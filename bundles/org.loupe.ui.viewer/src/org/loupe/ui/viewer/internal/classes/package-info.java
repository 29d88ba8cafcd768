/** The classes of defects: their list, how ready they are, and the label book that tells what they mean. */
package org.loupe.ui.viewer.internal.classes;
