/** Contract tests that every tool passes; vendors run them in their own builds. */
package org.loupe.testkit;
