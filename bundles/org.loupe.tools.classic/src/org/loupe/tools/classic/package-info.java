/** Reference tools in plain Java: other implementations of the same id agree with these. */
package org.loupe.tools.classic;
