/** File formats of other programs, read and written without loss of what they can hold. */
package org.loupe.exchange;
