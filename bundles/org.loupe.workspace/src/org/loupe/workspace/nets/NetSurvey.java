package org.loupe.workspace.nets;

import java.util.List;
import org.loupe.workspace.stack.StackExamples;

/**
 * What there is to learn a net from.
 *
 * @param images   on which everything is labelled
 * @param open     images with labels that are not complete, which are left out
 * @param labels   on the complete images
 * @param outlines of these labels that have an outline
 * @param groups   boards, wafers or lots of the complete images
 * @param classes  on them, by name
 */
public record NetSurvey(int images, int open, int labels, int outlines, int groups, List<String> classes) {

    public NetSurvey {
        classes = List.copyOf(classes);
    }

    /** Counts. */
    public static NetSurvey of(List<StackExamples.Image> labelled) {
        List<StackExamples.Image> complete = labelled.stream().filter(StackExamples.Image::complete).toList();
        int labels = 0, outlines = 0;
        for (StackExamples.Image image : complete) {
            labels += image.objects().size();
            for (int[] mask : image.outlines().masks())
                outlines += mask == null ? 0 : 1;
        }
        return new NetSurvey(complete.size(), labelled.size() - complete.size(), labels, outlines,
                (int) complete.stream().map(StackExamples.Image::group).distinct().count(),
                StackExamples.classes(complete));
    }
}
