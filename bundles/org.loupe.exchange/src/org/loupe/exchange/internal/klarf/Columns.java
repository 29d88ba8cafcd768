package org.loupe.exchange.internal.klarf;

import java.util.List;
import java.util.Locale;
import java.util.Map;

/** What the columns of a list of defects mean. Immutable. */
final class Columns {
    static final int ID = 0;
    static final int XREL = 1;
    static final int YREL = 2;
    static final int XINDEX = 3;
    static final int YINDEX = 4;
    static final int XSIZE = 5;
    static final int YSIZE = 6;
    static final int AREA = 7;
    static final int DSIZE = 8;
    static final int CLASS = 9;
    static final int TEST = 10;
    static final int CLUSTER = 11;
    static final int ROUGH = 12;
    static final int FINE = 13;
    static final int IMAGE_COUNT = 14;
    static final int IMAGE_LIST = 15;
    static final int X = 16;
    static final int Y = 17;
    /** Not of use here. */
    static final int OTHER = 18;
    static final int ROLES = 19;

    private static final Map<String, Integer> BY_NAME = Map.ofEntries(Map.entry("DEFECTID", ID),
            Map.entry("XREL", XREL), Map.entry("YREL", YREL), Map.entry("XINDEX", XINDEX),
            Map.entry("YINDEX", YINDEX), Map.entry("XSIZE", XSIZE), Map.entry("YSIZE", YSIZE),
            Map.entry("DEFECTAREA", AREA), Map.entry("DSIZE", DSIZE), Map.entry("CLASSNUMBER", CLASS),
            Map.entry("TEST", TEST), Map.entry("CLUSTERNUMBER", CLUSTER), Map.entry("ROUGHBINNUMBER", ROUGH),
            Map.entry("FINEBINNUMBER", FINE), Map.entry("IMAGECOUNT", IMAGE_COUNT),
            Map.entry("IMAGELIST", IMAGE_LIST), Map.entry("IMAGEINFO", IMAGE_LIST), Map.entry("X", X),
            Map.entry("Y", Y));

    private final List<String> names;
    private final int[] roles;
    private final int fixed;

    /** @param names as the file writes them */
    Columns(List<String> names) {
        this.names = List.copyOf(names);
        roles = new int[names.size()];
        boolean[] seen = new boolean[ROLES];
        for (int i = 0; i < roles.length; i++) {
            int role = BY_NAME.getOrDefault(names.get(i).toUpperCase(Locale.ROOT), OTHER);
            roles[i] = seen[role] ? OTHER : role;
            seen[role] = true;
        }
        int last = roles.length;
        while (last > 0 && (roles[last - 1] == IMAGE_COUNT || roles[last - 1] == IMAGE_LIST))
            last--;
        fixed = last;
    }

    int size() {
        return roles.length;
    }

    /** How many come before those of images at the end, which a row without images may leave out. */
    int fixed() {
        return fixed;
    }

    int role(int column) {
        return roles[column];
    }

    String name(int column) {
        return names.get(column);
    }

    List<String> names() {
        return names;
    }

    /** Which column has a role, -1 if none has. */
    int find(int role) {
        for (int i = 0; i < roles.length; i++) {
            if (roles[i] == role)
                return i;
        }
        return -1;
    }

    boolean has(int role) {
        return find(role) >= 0;
    }

    /** Whether the values of a role are whole numbers. */
    static boolean whole(int role) {
        return role == ID || role == XINDEX || role == YINDEX || role >= CLASS && role <= IMAGE_COUNT;
    }
}
