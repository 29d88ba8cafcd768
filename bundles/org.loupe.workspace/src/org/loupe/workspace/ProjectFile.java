package org.loupe.workspace;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import javax.xml.stream.XMLInputFactory;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;
import org.eclipse.emf.common.command.AbortExecutionException;
import org.eclipse.emf.common.command.Command;
import org.eclipse.emf.common.command.CompoundCommand;
import org.eclipse.emf.common.util.URI;
import org.eclipse.emf.ecore.resource.Resource;
import org.eclipse.emf.ecore.resource.ResourceSet;
import org.eclipse.emf.ecore.resource.impl.ResourceSetImpl;
import org.eclipse.emf.ecore.xmi.XMIResource;
import org.eclipse.emf.ecore.xmi.XMLResource;
import org.eclipse.emf.ecore.xmi.impl.XMIResourceImpl;
import org.eclipse.emf.edit.command.ChangeCommand;
import org.eclipse.emf.edit.domain.AdapterFactoryEditingDomain;
import org.eclipse.emf.edit.provider.ComposedAdapterFactory;
import org.eclipse.emf.edit.provider.ReflectiveItemProviderAdapterFactory;
import org.loupe.api.ToolException;
import org.loupe.engine.Problem;
import org.loupe.model.LoupeFactory;
import org.loupe.model.LoupePackage;
import org.loupe.model.Project;
import org.loupe.model.Recipe;
import org.loupe.model.edit.LoupeItemProviderAdapterFactory;
import org.loupe.store.labels.LabelChange;
import org.loupe.workspace.clusters.Clusterings;
import org.loupe.workspace.internal.BroughtFiles;
import org.loupe.workspace.internal.History;
import org.loupe.workspace.internal.LabelCommand;
import org.loupe.workspace.internal.ProjectFolder;
import org.loupe.workspace.internal.ProjectLock;
import org.loupe.workspace.internal.RecipeNames;
import org.loupe.workspace.internal.SafeFile;
import org.loupe.workspace.internal.Transaction;
import org.loupe.workspace.labels.Iterations;
import org.loupe.workspace.labels.Labelling;

/**
 * An open project: a folder with {@code project.loupe}, the recipes as JSON files in {@code recipes}, the runs in
 * {@code runs}, and the journal of its labels in {@code labels}.
 *
 * <p>One program at a time may write a project; the next one that opens it gets it read-only and can say who holds it.
 * Every change goes through {@link #change}, which makes it undoable. Not for use by several threads: the model is
 * opened, changed and saved on one thread, and a run gets a frozen copy of the recipe.
 */
public final class ProjectFile implements AutoCloseable {

    /** Version of the file format that {@link #save} writes. */
    public static final int FORMAT = 5;
    /** Name of the file that makes a folder a project. */
    public static final String NAME = "project.loupe";
    /** Folders without which a copy would have lost what people have labelled and decided. */
    private static final List<String> COPIED = List.of("labels", "examples", "labelbook", "iterations", "wafers",
            "clusters");

    private final Path folder;
    private final Optional<ProjectLock> lock;
    private final Optional<ProjectLock.Holder> holder;
    private final AdapterFactoryEditingDomain domain;
    private final ComposedAdapterFactory adapters;
    private final Resource resource;
    private final List<Problem> problems = new ArrayList<>();
    private final ProjectFolder files;
    private final RecipeNames names = new RecipeNames();
    private final Labelling labels;
    private Optional<ToolException> unsaved = Optional.empty();
    /** Snapshots of which it is not known yet whether they were written. */
    private int underWay;

    private ProjectFile(Path folder, ProjectLock.Outcome outcome, Resource resource, int loadedFormat)
            throws ToolException {
        this.folder = folder;
        this.lock = outcome.lock();
        this.holder = outcome.holder();
        this.resource = resource;
        files = new ProjectFolder(folder, NAME);
        labels = new Labelling(folder, lock.isPresent());
        labels.iteration(() -> Iterations.number(this));
        for (String damage : labels.damages())
            problems.add(Problem.warning(Labelling.FOLDER, damage,
                    "Compare the labels with a frozen iteration or a backup; all lines that can be read were read."));
        if (loadedFormat < FORMAT)
            files.backUp(folder.resolve(backup(loadedFormat)));
        adapters = new ComposedAdapterFactory();
        adapters.addAdapterFactory(new LoupeItemProviderAdapterFactory());
        adapters.addAdapterFactory(new ReflectiveItemProviderAdapterFactory());
        domain = new AdapterFactoryEditingDomain(adapters, new History(), new HashMap<>());
        ResourceSet resources = domain.getResourceSet();
        resources.getPackageRegistry().put(LoupePackage.eNS_URI, LoupePackage.eINSTANCE);
        resources.getResources().add(resource);
        domain.getResourceToReadOnlyMap().put(resource, readOnly());
    }

    /** Whether the folder holds a project. */
    public static boolean isProject(Path folder) {
        return Files.isRegularFile(folder.resolve(NAME));
    }

    /**
     * Makes a new project, saves it and opens it for writing.
     *
     * @param folder is made if need be; may hold other files, but no project
     * @throws ToolException if it holds a project, or cannot be written
     */
    public static ProjectFile create(Path folder, String name) throws ToolException {
        Path place = folder.toAbsolutePath().normalize();
        if (isProject(place))
            throw new ToolException(place + " already holds a project.", "Open it, or choose another folder.");
        try {
            Files.createDirectories(place);
        } catch (IOException e) {
            throw SafeFile.unwritable(place, e);
        }
        ProjectLock.Outcome outcome = lock(place);
        if (outcome.lock().isEmpty())
            throw new ToolException(place + " is being made into a project by " + outcome.holder().get() + ".",
                    "Choose another folder.");
        Resource resource = new XMIResourceImpl(URI.createFileURI(place.resolve(NAME).toString()));
        Project project = LoupeFactory.eINSTANCE.createProject();
        project.setName(name);
        project.setFormatVersion(FORMAT);
        resource.getContents().add(project);
        ProjectFile file = new ProjectFile(place, outcome, resource, FORMAT);
        try {
            file.save();
        } catch (ToolException e) {
            file.close();
            throw e;
        }
        return file;
    }

    /**
     * Opens a project: for writing, or read-only if another program holds it or the folder cannot be written. A recipe
     * file that cannot be read is named in {@link #problems()}, left alone and left out.
     *
     * @param folder the project's folder, or its {@value #NAME}
     * @throws ToolException if there is no project, it is damaged, or a newer version of Loupe wrote it
     */
    public static ProjectFile open(Path folder) throws ToolException {
        Path place = folder.toAbsolutePath().normalize();
        if (place.endsWith(NAME))
            place = place.getParent();
        if (!isProject(place))
            throw new ToolException(place + " holds no project: there is no file " + NAME + ".",
                    "Choose the folder of a project, or make a new one.");
        ProjectLock.Outcome outcome;
        try {
            outcome = lock(place);
        } catch (ToolException unwritable) { // a write-protected copy can still be looked at
            outcome = new ProjectLock.Outcome(Optional.empty(), Optional.empty());
        }
        boolean opened = false;
        try {
            Path xmi = place.resolve(NAME);
            if (outcome.lock().isPresent()) {
                Transaction.recover(place);
                BroughtFiles.clear(place);
            }
            byte[] content = Files.readAllBytes(xmi);
            int format = format(xmi, content);
            ProjectFile file = new ProjectFile(place, outcome, parse(xmi, content), format);
            file.project().setFormatVersion(FORMAT);
            file.files.read(NAME, new String(content, StandardCharsets.UTF_8));
            file.readRecipes();
            if (outcome.lock().isPresent())
                Clusterings.clear(place, file.project());
            if (format < FORMAT)
                file.problems.add(Problem.warning(NAME, "The project is of format " + format
                        + ", which Loupe writes as " + FORMAT + " from now on.", "The old file is kept as " + backup(format)
                        + " when the project is first saved."));
            opened = true;
            return file;
        } catch (IOException e) {
            throw SafeFile.unreadable(place.resolve(NAME), e);
        } finally {
            if (!opened && outcome.lock().isPresent())
                close(outcome.lock().get());
        }
    }

    private static ProjectLock.Outcome lock(Path folder) throws ToolException {
        try {
            return ProjectLock.acquire(folder);
        } catch (IOException e) {
            throw SafeFile.unwritable(folder, e);
        }
    }

    /** The file's format version, read before anything else of it. */
    private static int format(Path file, byte[] content) throws ToolException {
        XMLInputFactory factory = XMLInputFactory.newDefaultFactory();
        factory.setProperty(XMLInputFactory.SUPPORT_DTD, false);
        int format;
        try {
            XMLStreamReader xml = factory.createXMLStreamReader(new ByteArrayInputStream(content));
            xml.nextTag();
            if (!xml.getLocalName().equals("Project"))
                throw new ToolException(file + " is not a project: it starts with <" + xml.getLocalName() + ">.",
                        "Choose the folder of a project.");
            String text = xml.getAttributeValue(null, "formatVersion");
            format = text == null ? 0 : Integer.parseInt(text);
        } catch (XMLStreamException | NumberFormatException e) {
            throw damaged(file, e);
        }
        if (format > FORMAT)
            throw new ToolException(file + " was written by a newer version of Loupe: its format is " + format
                    + ", this version reads formats up to " + FORMAT + ".", "Update Loupe to open this project.");
        return format;
    }

    /**
     * What the file of a project holds, for what only looks at it: nothing is locked, and recipes and labels are not
     * read.
     *
     * @throws ToolException if it is damaged, or a newer version of Loupe wrote it
     */
    static Project peek(Path folder) throws ToolException {
        Path file = folder.resolve(NAME);
        try {
            byte[] content = Files.readAllBytes(file);
            format(file, content);
            return (Project) parse(file, content).getContents().get(0);
        } catch (IOException e) {
            throw SafeFile.unreadable(file, e);
        }
    }

    private static Resource parse(Path file, byte[] content) throws ToolException {
        XMIResource xmi = new XMIResourceImpl(URI.createFileURI(file.toString()));
        ResourceSet own = new ResourceSetImpl(); // the global registry is not safe for several threads
        own.getPackageRegistry().put(LoupePackage.eNS_URI, LoupePackage.eINSTANCE);
        own.getResources().add(xmi);
        try {
            xmi.load(new ByteArrayInputStream(content), Map.of(XMLResource.OPTION_PARSER_FEATURES,
                    Map.of("http://apache.org/xml/features/disallow-doctype-decl", true)));
        } catch (IOException | RuntimeException e) {
            throw damaged(file, e);
        }
        if (xmi.getContents().size() != 1 || !(xmi.getContents().get(0) instanceof Project))
            throw damaged(file, null);
        return xmi;
    }

    private static ToolException damaged(Path file, Exception cause) {
        return new ToolException(file + " is damaged" + (cause == null ? "" : ": " + cause.getMessage()) + ".",
                "Put a backup in its place. The runs and recipes beside it are not affected.", cause);
    }

    /** The project's folder, absolute. */
    public Path folder() {
        return folder;
    }

    /** What the project holds. */
    public Project project() {
        return (Project) resource.getContents().get(0);
    }

    /** Where edits are made and undone; forms and views bind to it. */
    public AdapterFactoryEditingDomain domain() {
        return domain;
    }

    /** Whether changes cannot be saved; see {@link #holder()}. */
    public boolean readOnly() {
        return lock.isEmpty();
    }

    /**
     * Who holds the project for writing, such as "anna on fab-07 (process 4711) since …"; empty if this program does,
     * or if the folder cannot be written at all.
     */
    public Optional<String> holder() {
        return holder.map(ProjectLock.Holder::toString);
    }

    /** What is wrong with the project though it was opened, and why it could not be saved last time. */
    public List<Problem> problems() {
        List<Problem> all = new ArrayList<>(problems);
        unsaved.ifPresent(e -> all.add(Problem.of(NAME, e)));
        return all;
    }

    /** Whether there are changes that are not saved, or of which that is not known yet. */
    public boolean dirty() {
        return underWay > 0 || ((History) domain.getCommandStack()).isSaveNeeded();
    }

    /**
     * Makes a change of any size that is undone as one.
     *
     * @param label what it does, for the menu: "Set threshold"
     * @param edit  changes the model; what it throws is thrown here, and what it had changed is undone
     * @throws IllegalStateException if the project is read-only
     */
    public void change(String label, Runnable edit) {
        change(label, edit, List.of());
    }

    /**
     * Changes labels; it is undone as one. While no iteration is open it begins the next.
     *
     * @param change made with {@link Labelling#edit} right before; one that changes nothing is not made
     * @throws IllegalStateException if the project is read-only
     */
    public void change(LabelChange change) {
        change(change, "");
    }

    /**
     * Changes labels step by step, as a key does that repeats: the steps of one gesture are undone as one, if nothing else
     * was done in between.
     *
     * @param change  made with {@link Labelling#edit} right before; one that changes nothing is not made
     * @param gesture names the gesture; "" for a change that is undone by itself
     * @throws IllegalStateException if the project is read-only
     */
    public void change(LabelChange change, String gesture) {
        if (readOnly())
            throw new IllegalStateException(held());
        if (change.isEmpty())
            return;
        History history = (History) domain.getCommandStack();
        if (Iterations.open(project()).isEmpty())
            change(change, () -> { });
        else if (!history.goOn(change, gesture))
            history.execute(new LabelCommand(labels, change, gesture));
    }

    /**
     * Changes labels, and the model with them; both are undone as one, named as the change of the labels is. While no
     * iteration is open it begins the next.
     *
     * @param change made with {@link Labelling#edit} right before
     * @param edit   changes the model; what it throws is thrown here, and nothing is changed then
     * @throws IllegalStateException if the project is read-only
     */
    public void change(LabelChange change, Runnable edit) {
        change(change, edit, List.of());
    }

    /**
     * As {@link #change(LabelChange, Runnable)}, with files that come with the change: they are moved into their places
     * now, taken out of them when it is undone, and put back when it is redone.
     *
     * @param files where each lies, in a folder below {@code .loupe}, and where it shall lie in this project
     * @throws ToolException if one cannot be put there; nothing is changed then
     */
    public void change(LabelChange change, Runnable edit, Map<Path, Path> files) throws ToolException {
        if (readOnly())
            throw new ToolException(held(), "Open it where it may be written.");
        BroughtFiles brought = new BroughtFiles(files);
        brought.bring();
        try {
            change(change, edit, List.of(brought));
        } catch (RuntimeException e) {
            brought.undo();
            throw e;
        }
    }

    private void change(LabelChange change, Runnable edit, List<Command> first) {
        if (change.isEmpty()) {
            change(change.what(), edit, first);
            return;
        }
        int current = labels.table().iteration(), number = Iterations.number(this);
        LabelChange whole = change.iteration() != null || number == current ? change
                : change.iteration(current, number);
        List<Command> all = new ArrayList<>(first);
        all.add(new LabelCommand(labels, whole, ""));
        change(change.what(), () -> {
            edit.run();
            Iterations.ensureOpen(this, number);
        }, all);
    }

    private void change(String label, Runnable edit, List<Command> then) {
        if (readOnly())
            throw new IllegalStateException(held());
        RuntimeException[] failure = new RuntimeException[1];
        ChangeCommand command = new ChangeCommand(project()) {
            @Override
            protected void doExecute() {
                try {
                    edit.run();
                } catch (RuntimeException e) { // the stack would log it and leave half a change behind
                    failure[0] = e;
                }
            }

            @Override
            public void execute() {
                super.execute();
                if (failure[0] != null) {
                    undo();
                    throw new AbortExecutionException();
                }
            }
        };
        command.setLabel(label);
        List<Command> all = new ArrayList<>(List.of(command));
        all.addAll(then);
        domain.getCommandStack().execute(then.isEmpty() ? command : new CompoundCommand(0, label, all));
        if (failure[0] != null)
            throw failure[0];
    }

    /**
     * Changes the model by a fact that a machine found: a run has ended, a check has come out. It is saved like a
     * change, but undo passes over it: what a person did last stays what is undone next. Only for what no
     * {@link #change} touches.
     *
     * @throws IllegalStateException if the project is read-only
     */
    public void note(Runnable fact) {
        if (readOnly())
            throw new IllegalStateException(held());
        fact.run();
        ((History) domain.getCommandStack()).noted();
    }

    /** Number of changes that can be undone one after the other. */
    public int undoSteps() {
        return ((History) domain.getCommandStack()).undoSteps();
    }

    /** Whether the listeners of the command stack are being told of a {@link #note fact}, not of a change. */
    public boolean tellsFact() {
        return ((History) domain.getCommandStack()).tellsFact();
    }

    /** Whether what was done, undone or redone last changed labels alone and nothing of the model. */
    public boolean tellsLabels() {
        return !tellsFact() && domain.getCommandStack().getMostRecentCommand() instanceof LabelCommand;
    }

    /** The labels of its images. */
    public Labelling labels() {
        return labels;
    }

    private String held() {
        return folder + " is open read-only: " + holder.map(h -> "it is held by " + h)
                .orElse("the folder cannot be written") + ".";
    }

    /**
     * Saves the project and the recipes that were changed, on this thread. Files are replaced together or not at all; a
     * project of an older format is first copied to {@code project.loupe.v<format>}.
     *
     * @throws ToolException if it is read-only or a file cannot be written; the changes stay unsaved
     */
    public void save() throws ToolException {
        Snapshot snapshot = snapshot();
        snapshot.write();
        Optional<ToolException> failure = snapshot.settle();
        if (failure.isPresent())
            throw failure.get();
    }

    /**
     * The project's state at this moment, to be written by another thread. It counts as saved once
     * {@link Snapshot#settle} has found that it was.
     *
     * @throws ToolException if the project is read-only, or holds what cannot be saved
     */
    public Snapshot snapshot() throws ToolException {
        if (readOnly())
            throw new ToolException(held(), holder.isPresent()
                    ? "Close it there. If that computer is gone for good, delete "
                            + folder.resolve(".loupe/holder.json") + " and open the project again."
                    : "Copy the project to a folder that you may write to.");
        try {
            Snapshot snapshot = new Snapshot(recipeTexts(), xml());
            ((History) domain.getCommandStack()).saveIsDone();
            underWay++;
            return snapshot;
        } catch (ToolException e) {
            unsaved = Optional.of(e);
            throw e;
        }
    }

    /** The recipes by the names of their files, which the project file then lists. */
    private Map<String, String> recipeTexts() throws ToolException {
        Map<String, String> texts = new LinkedHashMap<>();
        Map<Recipe, String> places = names.give(project().getRecipes());
        for (Map.Entry<Recipe, String> place : places.entrySet())
            try {
                texts.put(place.getValue(), RecipeModel.freeze(place.getKey()).toJson());
            } catch (IllegalArgumentException e) {
                throw new ToolException("Recipe \"" + place.getKey().getName() + "\" cannot be saved: "
                        + e.getMessage(), "Correct the recipe and save again.", e);
            }
        List<String> order = List.copyOf(places.values());
        if (!project().getRecipeFiles().equals(order)) {
            project().getRecipeFiles().clear();
            project().getRecipeFiles().addAll(order);
        }
        return texts;
    }

    private String xml() throws ToolException {
        ByteArrayOutputStream content = new ByteArrayOutputStream();
        try {
            // a run that was noted on a set whose making was undone since names no set until that is done again
            resource.save(content, Map.of(XMLResource.OPTION_ENCODING, "UTF-8", XMLResource.OPTION_LINE_WIDTH, 120,
                    XMLResource.OPTION_PROCESS_DANGLING_HREF, XMLResource.OPTION_PROCESS_DANGLING_HREF_DISCARD));
            return content.toString(StandardCharsets.UTF_8);
        } catch (IOException | RuntimeException e) {
            throw new ToolException("The project cannot be saved: " + e.getMessage() + ".",
                    "Remove control characters from names and descriptions, or undo the last change.", e);
        }
    }

    /** A state of the project on its way to the disk. */
    public final class Snapshot {
        private final Map<String, String> recipes;
        private final String project;
        private volatile Optional<ToolException> failure = Optional.empty();
        private boolean settled;

        private Snapshot(Map<String, String> recipes, String project) {
            this.recipes = recipes;
            this.project = project;
        }

        /** Writes the files that differ. Any thread, in the order in which the snapshots were taken. */
        public void write() {
            try {
                files.write(project, recipes);
            } catch (ToolException e) {
                failure = Optional.of(e);
            }
        }

        /** Says whether it was written, and if not has the project count as changed again. On the model's thread. */
        public Optional<ToolException> settle() {
            if (!settled) {
                settled = true;
                underWay--;
                unsaved = failure;
                if (failure.isPresent())
                    ((History) domain.getCommandStack()).saveFailed();
            }
            return failure;
        }
    }

    /**
     * Saves what the project holds into another folder, which it makes a project, for when its own cannot be written.
     * Labels, examples, what the classes mean and frozen iterations are copied with it; images and runs are not.
     *
     * @param place holds no project
     * @throws ToolException if it does, or cannot be written
     */
    public void saveCopy(Path place) throws ToolException {
        if (isProject(place))
            throw new ToolException(place + " already holds a project.", "Choose another folder.");
        try {
            Files.createDirectories(place);
        } catch (IOException e) {
            throw SafeFile.unwritable(place, e);
        }
        Map<String, String> texts = recipeTexts();
        new ProjectFolder(place, NAME).write(xml(), texts);
        for (String name : COPIED)
            copy(folder.resolve(name), place.resolve(name));
    }

    private static void copy(Path from, Path to) throws ToolException {
        if (!Files.isDirectory(from))
            return;
        try (Stream<Path> files = Files.walk(from)) {
            for (Path file : (Iterable<Path>) files::iterator) {
                Path target = to.resolve(from.relativize(file).toString());
                if (Files.isDirectory(file))
                    Files.createDirectories(target);
                else
                    Files.copy(file, target, StandardCopyOption.REPLACE_EXISTING);
            }
        } catch (IOException | UncheckedIOException e) {
            throw SafeFile.unwritable(to, e instanceof UncheckedIOException u ? u.getCause() : (IOException) e);
        }
    }

    private static String backup(int format) {
        return NAME + ".v" + format;
    }

    /** Folder of the recipes. */
    public Path recipes() {
        return folder.resolve("recipes");
    }

    /** Folder of the runs. */
    public Path runs() {
        return folder.resolve("runs");
    }

    /** A path of the model as a file: relative ones lie below the project folder. */
    public Path resolve(String path) {
        return folder.resolve(path.replace('\\', '/')).normalize();
    }

    /** A file as the model names it: relative to the project folder if it lies below, with "/" on any system. */
    public String relative(Path file) {
        Path absolute = file.toAbsolutePath().normalize();
        Path path = absolute.startsWith(folder) ? folder.relativize(absolute) : absolute;
        return path.toString().replace('\\', '/');
    }

    /** Reads the recipes in the order that the project names, behind them those of other programs. */
    private void readRecipes() throws ToolException {
        List<String> found = new ArrayList<>(files.recipeNames());
        List<String> order = project().getRecipeFiles();
        found.sort(Comparator.comparingInt(f -> order.contains(f) ? order.indexOf(f) : order.size()));
        for (String name : found) {
            Path file = recipes().resolve(name);
            try {
                String text = Files.readString(file);
                Recipe recipe = RecipeModel.thaw(org.loupe.engine.Recipe.parse(text));
                project().getRecipes().add(recipe);
                files.read(ProjectFolder.recipe(name), text);
                names.put(recipe, name);
            } catch (ToolException e) {
                names.foreign(name);
                problems.add(Problem.of(relative(file), e));
            } catch (IOException e) {
                names.foreign(name);
                problems.add(Problem.of(relative(file), SafeFile.unreadable(file, e)));
            }
        }
    }

    /** Closes the project without saving its model and gives it free for others; labels are on the disk then. */
    @Override
    public void close() {
        labels.close();
        lock.ifPresent(ProjectFile::close);
        adapters.dispose();
    }

    private static void close(ProjectLock lock) {
        try {
            lock.close();
        } catch (IOException e) {
            // the file names a process that is about to end: the next opener sees that it is stale
        }
    }
}
