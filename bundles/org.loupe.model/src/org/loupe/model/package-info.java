/** The project model: what a person names. What a machine counts lies in {@code org.loupe.store}. */
package org.loupe.model;
