package org.loupe.ui.viewer.internal.clusters;

import java.util.Locale;

import org.loupe.api.Tool;
import org.loupe.api.ToolException;
import org.loupe.engine.Policy;
import org.loupe.engine.Schema;
import org.loupe.engine.Schema.Field;
import org.loupe.engine.ToolText;
import org.loupe.ui.Session;
import org.loupe.ui.Words;
import org.loupe.workspace.clusters.ClusteringPlan;
import org.loupe.workspace.clusters.Clusters;
import org.loupe.workspace.clusters.Hierarchy;

/** How clusterings and what they were made by are called. Any thread. */
final class ClusterWords {
    /** Name of the parameter that says how far two clusters are apart. */
    static final String LINKAGE = "linkage";

    private ClusterWords() {
    }

    /** A tool as people call it; its id if it is not installed. */
    static String tool(Session session, String id) {
        try {
            Tool<?, ?, ?> tool = session.registry().find(id, Policy.AUTO).tool();
            return ToolText.info(tool, Locale.getDefault()).label();
        } catch (ToolException e) {
            return id;
        }
    }

    /** The method of a clustering. */
    static String method(Session session, Clusters of) {
        return method(session, of.computed().plan().method());
    }

    /** A method in a word where there is one, else as its tool is called. */
    static String method(Session session, String id) {
        String key = "clusters.method." + id;
        return Words.has(key) ? Words.get(key) : tool(session, id);
    }

    /** How far two clusters are apart for its method, in a word; "" if it has no such choice. */
    static String linkage(Session session, Clusters of) {
        return value(session, of.computed().plan(), LINKAGE);
    }

    /** "Ward, euclidean", or the method's name where there is nothing to tell. */
    static String about(Session session, ClusteringPlan plan) {
        String linkage = value(session, plan, LINKAGE), metric = value(session, plan, "metric");
        String tool = method(session, plan.method());
        String params = linkage.isEmpty() ? metric : metric.isEmpty() ? linkage
                : Words.get("clusters.and", linkage, metric.toLowerCase(Locale.ROOT));
        return params.isEmpty() ? tool : Words.get("clusters.method", tool, params);
    }

    private static String value(Session session, ClusteringPlan plan, String param) {
        Object value = plan.params().get(param);
        try {
            Schema<?> schema = Schema.of(session.registry().find(plan.method(), Policy.AUTO).tool());
            Field field = schema.field(param).orElse(null);
            return field == null ? "" : choice(value == null ? field.defaultValue() : value);
        } catch (ToolException e) {
            return value == null ? "" : choice(value);
        }
    }

    /** A choice as people read it. */
    static String choice(Object value) {
        String key = String.valueOf(value);
        if (Words.has("choice." + key))
            return Words.get("choice." + key);
        String spaced = key.replace('-', ' ');
        return spaced.isEmpty() ? spaced : Character.toUpperCase(spaced.charAt(0)) + spaced.substring(1);
    }

    /** Number of groups at which the proposed number of clusters is reached; 0 if none is proposed. */
    static int proposedGroups(Clusters now) {
        Hierarchy tree = now.hierarchy().orElse(null);
        int proposed = now.computed().proposed();
        return tree == null || proposed == 0 ? 0 : tree.groupsFor(proposed, now.smallest());
    }
}
