package org.loupe.workspace.nets;

import java.util.List;
import org.loupe.api.Task;
import org.loupe.workspace.stack.StackExamples;

/**
 * What there is to learn a net of some task from: the images on which everything is labelled; where objects get a class,
 * those on which there is an object.
 *
 * @param images   of this kind
 * @param open     images with labels that are not complete, and left out for it
 * @param labels   on the images
 * @param outlines of these labels that have an outline
 * @param groups   boards, wafers or lots of the images
 * @param classes  on them, by name
 */
public record NetSurvey(int images, int open, int labels, int outlines, int groups, List<String> classes) {

    public NetSurvey {
        classes = List.copyOf(classes);
    }

    /** Counts. */
    public static NetSurvey of(List<StackExamples.Image> labelled, Task task) {
        boolean objects = task == Task.IMAGE_CLASSIFICATION;
        List<StackExamples.Image> used = labelled.stream()
                .filter(image -> objects ? image.objects().size() > 0 : image.complete()).toList();
        int labels = 0, outlines = 0;
        for (StackExamples.Image image : used) {
            labels += image.objects().size();
            for (int[] mask : image.outlines().masks())
                outlines += mask == null ? 0 : 1;
        }
        return new NetSurvey(used.size(), objects ? 0 : labelled.size() - used.size(), labels, outlines,
                (int) used.stream().map(StackExamples.Image::group).distinct().count(), StackExamples.classes(used));
    }
}
