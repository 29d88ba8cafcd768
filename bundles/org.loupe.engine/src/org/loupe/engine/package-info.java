/** Registry of tools, recipes, parameter schemas, tiling and scheduling, in plain Java. */
package org.loupe.engine;
