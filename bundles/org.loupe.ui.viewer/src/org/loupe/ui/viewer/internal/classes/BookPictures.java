package org.loupe.ui.viewer.internal.classes;

import java.io.ByteArrayOutputStream;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;

import org.eclipse.core.runtime.jobs.Job;
import org.eclipse.emf.common.util.EList;
import org.eclipse.swt.SWT;
import org.eclipse.swt.graphics.ImageData;
import org.eclipse.swt.graphics.ImageLoader;
import org.loupe.api.ToolException;
import org.loupe.model.DefectClass;
import org.loupe.store.labels.Label;
import org.loupe.ui.Failures;
import org.loupe.ui.Session;
import org.loupe.ui.Status.Kind;
import org.loupe.ui.Words;
import org.loupe.ui.viewer.CropPictures;
import org.loupe.ui.viewer.CropPlace;
import org.loupe.ui.viewer.LabelCrops;
import org.loupe.ui.viewer.Pixels;
import org.loupe.workspace.ProjectFile;
import org.loupe.workspace.labels.LabelBook;

/**
 * Puts pictures into the label book: what labels and detections show is written into the project, so that it stays
 * whatever becomes of them. UI thread; files are read and written by a job.
 */
final class BookPictures {
    private static final int EDGE = 256, MOST = 24;

    private final Session session;

    BookPictures(Session session) {
        this.session = session;
    }

    /** Files of the pictures of a class. @param counter those of what looks alike and is none */
    static EList<String> of(DefectClass one, boolean counter) {
        return counter ? one.getCounterexamples() : one.getPictures();
    }

    /**
     * Adds pictures to a class.
     *
     * @param of      labels, or places of images
     * @param counter whether they show what looks alike and is none
     */
    void add(DefectClass to, Collection<?> of, boolean counter) {
        List<CropPlace> places = new ArrayList<>();
        for (Object each : of)
            if (each instanceof CropPlace place)
                places.add(place);
            else if (each instanceof Label label)
                LabelCrops.place(session, label).ifPresent(places::add);
        if (places.isEmpty()) {
            session.status().message(Kind.WARNING, Words.get("book.nothingToAdd"));
            return;
        }
        session.edit(project -> job(project, to, places.subList(0, Math.min(MOST, places.size())), counter));
    }

    private void job(ProjectFile project, DefectClass to, List<CropPlace> places, boolean counter) {
        Path folder = project.folder();
        Job.create(Words.get("job.bookPictures"), monitor -> {
            List<String> kept = new ArrayList<>();
            ToolException failure = null;
            for (CropPlace place : places)
                try {
                    kept.add(LabelBook.keep(folder, png(place)));
                } catch (ToolException e) {
                    failure = e;
                } catch (IllegalArgumentException e) {
                    continue; // it lies outside its image
                }
            ToolException why = failure;
            session.ui(() -> {
                if (why != null)
                    session.status().message(Kind.ERROR, Failures.text(why));
                if (session.project().orElse(null) == project && to.eContainer() != null)
                    keep(project, to, kept, counter);
            });
        }).schedule();
    }

    private void keep(ProjectFile project, DefectClass to, List<String> kept, boolean counter) {
        List<String> added = kept.stream().distinct().filter(f -> !of(to, counter).contains(f)).toList();
        if (!added.isEmpty())
            project.change(Words.get(counter ? "book.undo.addNot" : "book.undo.add", added.size(), to.getName()),
                    () -> of(to, counter).addAll(added));
    }

    private byte[] png(CropPlace place) throws ToolException {
        try (Pixels pixels = Pixels.open(session.registry(), place.file(), place.page())) {
            ImageData data = CropPictures.read(pixels, place.region(), EDGE);
            ImageLoader loader = new ImageLoader();
            loader.data = new ImageData[] { data };
            ByteArrayOutputStream out = new ByteArrayOutputStream();
            loader.save(out, SWT.IMAGE_PNG);
            return out.toByteArray();
        }
    }

    /** Takes a picture out of the book; its file stays for undo and for older states. */
    void remove(DefectClass from, Path file, boolean counter) {
        session.edit(project -> project.change(Words.get("book.undo.remove", from.getName()),
                () -> of(from, counter).remove(project.relative(file))));
    }
}
