/** Opens and saves a project, runs recipes as jobs and brings the tools of all bundles together; no window needed. */
package org.loupe.workspace;
