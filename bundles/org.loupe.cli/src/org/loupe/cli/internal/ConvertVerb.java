package org.loupe.cli.internal;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import org.loupe.api.ToolException;
import org.loupe.engine.Plural;
import org.loupe.exchange.LabelFile;
import org.loupe.exchange.LabelFormat;
import org.loupe.exchange.Loss;
import org.loupe.workspace.labels.KnownImages;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Turns labels of one format into another, without a project. */
@Command(name = "convert", sortOptions = false,
        description = "Turns labels of one format into another, and tells what is lost.",
        footer = {"", "The format of the labels is told by their content, unless --from says it. No image is changed.",
            "Exit code 1 if anything is lost.", "", "Examples:",
            "  loupe convert annotations/ labels.json --to coco --images images/",
            "  loupe convert labels.json masks/ --to masks-index",
            "  loupe convert labels.json boxes.csv --to csv --columns image,class,x,y,width,height"})
public final class ConvertVerb implements Callable<Integer> {
    private final Console console;

    @Parameters(index = "0", paramLabel = "IN", description = "Labels: a file or a folder.")
    private Path in;

    @Parameters(index = "1", paramLabel = "OUT", description = "File, or new folder, that is written.")
    private Path out;

    @Option(names = "--to", paramLabel = "FORMAT", required = true,
            description = "As of 'loupe export'; any other word lists all.")
    private String to;

    @Option(names = "--from", paramLabel = "FORMAT", description = "By default told by the content.")
    private String from;

    @Option(names = "--images", paramLabel = "FOLDER",
            description = "The images that the labels lie on, for formats that need their sizes or files.")
    private Path images;

    @Option(names = "--columns", paramLabel = "NAME", split = ",", description = "Of a table, in this order.")
    private List<String> columns = List.of();

    public ConvertVerb(Console console) {
        this.console = console;
    }

    @Override
    public Integer call() throws Exception {
        LabelFormat target = LabelForms.of(to, columns);
        LabelFormat source = LabelForms.of(from, in);
        if (Files.exists(out) && Files.isSameFile(in, out))
            throw new ToolException("IN and OUT are the same: " + out + ".", "Write to another place.");
        LabelFormat.Images known = LabelFormat.Images.NONE;
        LabelFormat.Read read;
        if (images == null) {
            KnownImages beside = source.id().equals("class-folders") ? KnownImages.in(in, console.registry()) : null;
            known = beside == null ? known : beside;
            read = source.read(in, known);
        } else {
            KnownImages there = KnownImages.in(images, console.registry());
            known = there;
            read = source.read(in, there);
            read = new LabelFormat.Read(there.named(read.labels()), read.losses());
        }
        LabelFile labels = read.labels();
        List<Loss> losses = new ArrayList<>(read.losses());
        try {
            losses.addAll(target.write(labels, out, known));
        } catch (ToolException e) {
            throw new Console.Stopped(Console.STOPPED, e);
        }
        console.out().println("Converted " + Plural.of(labels.labels().size(), "label") + " on "
                + Plural.of(labels.tiles().size(), "image") + " from " + source.label() + " to " + target.label()
                + ": " + InspectVerb.relative(out));
        return LabelForms.tell(losses, console.out());
    }
}
