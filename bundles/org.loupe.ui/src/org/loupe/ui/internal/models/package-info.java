/** Training of models in the background. */
package org.loupe.ui.internal.models;
