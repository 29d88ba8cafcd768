package org.loupe.workspace;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import javax.xml.stream.XMLInputFactory;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;
import org.eclipse.emf.common.command.AbortExecutionException;
import org.eclipse.emf.common.command.BasicCommandStack;
import org.eclipse.emf.common.util.URI;
import org.eclipse.emf.ecore.resource.Resource;
import org.eclipse.emf.ecore.resource.ResourceSet;
import org.eclipse.emf.ecore.xmi.XMIResource;
import org.eclipse.emf.ecore.xmi.XMLResource;
import org.eclipse.emf.ecore.xmi.impl.XMIResourceImpl;
import org.eclipse.emf.edit.command.ChangeCommand;
import org.eclipse.emf.edit.domain.AdapterFactoryEditingDomain;
import org.eclipse.emf.edit.provider.ComposedAdapterFactory;
import org.eclipse.emf.edit.provider.ReflectiveItemProviderAdapterFactory;
import org.loupe.api.ToolException;
import org.loupe.engine.Inspection;
import org.loupe.engine.Problem;
import org.loupe.model.ImageSet;
import org.loupe.model.LoupeFactory;
import org.loupe.model.LoupePackage;
import org.loupe.model.Project;
import org.loupe.model.Recipe;
import org.loupe.model.RunEntry;
import org.loupe.model.RunState;
import org.loupe.model.edit.LoupeItemProviderAdapterFactory;
import org.loupe.workspace.internal.ProjectLock;
import org.loupe.workspace.internal.SafeFile;

/**
 * An open project: a folder with {@code project.loupe}, the recipes as JSON files in {@code recipes}, and the runs in
 * {@code runs}.
 *
 * <p>One program at a time may write a project; the next one that opens it gets it read-only and can say who holds it.
 * Every change goes through {@link #change}, which makes it undoable. Not for use by several threads: the model is
 * opened, changed and saved on one thread, and a run gets a frozen copy of the recipe.
 */
public final class ProjectFile implements AutoCloseable {

    /** Version of the file format that {@link #save} writes. */
    public static final int FORMAT = 1;
    /** Name of the file that makes a folder a project. */
    public static final String NAME = "project.loupe";

    private final Path folder;
    private final Optional<ProjectLock> lock;
    private final Optional<ProjectLock.Holder> holder;
    private final AdapterFactoryEditingDomain domain;
    private final ComposedAdapterFactory adapters;
    private final Resource resource;
    private final int loadedFormat;
    private final List<Problem> problems = new ArrayList<>();
    /** Text of each recipe file as it was last read or written. */
    private final Map<Path, String> recipeFiles = new TreeMap<>();
    /** Where each recipe lies. */
    private final Map<Recipe, Path> recipePaths = new HashMap<>();

    private ProjectFile(Path folder, ProjectLock.Outcome outcome, Resource resource, int loadedFormat) {
        this.folder = folder;
        this.lock = outcome.lock();
        this.holder = outcome.holder();
        this.resource = resource;
        this.loadedFormat = loadedFormat;
        adapters = new ComposedAdapterFactory();
        adapters.addAdapterFactory(new LoupeItemProviderAdapterFactory());
        adapters.addAdapterFactory(new ReflectiveItemProviderAdapterFactory());
        domain = new AdapterFactoryEditingDomain(adapters, new BasicCommandStack(), new HashMap<>());
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
            byte[] content = Files.readAllBytes(xmi);
            int format = format(xmi, content);
            ProjectFile file = new ProjectFile(place, outcome, parse(xmi, content), format);
            file.project().setFormatVersion(FORMAT);
            file.readRecipes();
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

    private static Resource parse(Path file, byte[] content) throws ToolException {
        XMIResource xmi = new XMIResourceImpl(URI.createFileURI(file.toString()));
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

    /** What is wrong with the project though it was opened. */
    public List<Problem> problems() {
        return List.copyOf(problems);
    }

    /** Whether there are changes that are not saved. */
    public boolean dirty() {
        return ((BasicCommandStack) domain.getCommandStack()).isSaveNeeded();
    }

    /**
     * Makes a change of any size that is undone as one.
     *
     * @param label what it does, for the menu: "Set threshold"
     * @param edit  changes the model; what it throws is thrown here, and what it had changed is undone
     * @throws IllegalStateException if the project is read-only
     */
    public void change(String label, Runnable edit) {
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
        domain.getCommandStack().execute(command);
        if (failure[0] != null)
            throw failure[0];
    }

    private String held() {
        return folder + " is open read-only: " + holder.map(h -> "it is held by " + h)
                .orElse("the folder cannot be written") + ".";
    }

    /**
     * Saves the project and the recipes that were changed. Each file is replaced whole or not at all; a project of an
     * older format is first copied to {@code project.loupe.v<format>}.
     *
     * @throws ToolException if it is read-only or a file cannot be written
     */
    public void save() throws ToolException {
        if (readOnly())
            throw new ToolException(held(), holder.isPresent()
                    ? "Close it there. If that computer is gone for good, delete "
                            + folder.resolve(".loupe/holder.json") + " and open the project again."
                    : "Copy the project to a folder that you may write to.");
        Path file = folder.resolve(NAME);
        if (loadedFormat < FORMAT)
            backUp(file, file.resolveSibling(NAME + ".v" + loadedFormat));
        writeRecipes();
        ByteArrayOutputStream content = new ByteArrayOutputStream();
        try {
            resource.save(content, Map.of(XMLResource.OPTION_ENCODING, "UTF-8", XMLResource.OPTION_LINE_WIDTH, 120));
        } catch (IOException e) {
            throw SafeFile.unwritable(file, e);
        } catch (RuntimeException e) {
            throw new ToolException("The project cannot be saved: " + e.getMessage() + ".",
                    "Remove control characters from names and descriptions, or undo the last change.", e);
        }
        SafeFile.write(file, content.toByteArray());
        ((BasicCommandStack) domain.getCommandStack()).saveIsDone();
    }

    private static void backUp(Path file, Path backup) throws ToolException {
        try {
            Files.copy(file, backup, StandardCopyOption.COPY_ATTRIBUTES);
        } catch (FileAlreadyExistsException kept) {
            // the oldest copy is the one that counts
        } catch (IOException e) {
            throw SafeFile.unwritable(backup, e);
        }
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

    private void readRecipes() throws ToolException {
        if (!Files.isDirectory(recipes()))
            return;
        List<Path> files;
        try (Stream<Path> list = Files.list(recipes())) {
            files = list.filter(f -> f.toString().endsWith(".json") && !f.getFileName().toString().startsWith("."))
                    .sorted(Comparator.comparing(f -> f.getFileName().toString())).toList();
        } catch (IOException e) {
            throw SafeFile.unreadable(recipes(), e);
        }
        for (Path file : files)
            try {
                String text = Files.readString(file);
                Recipe recipe = RecipeModel.thaw(org.loupe.engine.Recipe.parse(text));
                project().getRecipes().add(recipe);
                recipeFiles.put(file, text);
                recipePaths.put(recipe, file);
            } catch (ToolException e) {
                problems.add(Problem.of(relative(file), e));
            } catch (IOException e) {
                problems.add(Problem.of(relative(file), SafeFile.unreadable(file, e)));
            }
    }

    private void writeRecipes() throws ToolException {
        Map<Path, String> texts = new LinkedHashMap<>();
        Map<Recipe, Path> places = new HashMap<>();
        Set<String> taken = new HashSet<>(); // in lower case: some file systems do not tell case apart
        for (Recipe recipe : project().getRecipes()) {
            String text;
            try {
                text = RecipeModel.freeze(recipe).toJson();
            } catch (IllegalArgumentException e) {
                throw new ToolException("Recipe \"" + recipe.getName() + "\" cannot be saved: " + e.getMessage(),
                        "Correct the recipe and save again.", e);
            }
            Path old = recipePaths.get(recipe);
            String name = fileName(recipe.getName());
            Path place = old != null && stem(old).matches(Pattern.quote(name) + "(-\\d+)?") ? old
                    : recipes().resolve(name + ".json");
            for (int n = 2; taken.contains(lower(place)) || !place.equals(old) && foreign(place); n++)
                place = recipes().resolve(name + "-" + n + ".json");
            taken.add(lower(place));
            texts.put(place, text);
            places.put(recipe, place);
        }
        for (Map.Entry<Path, String> entry : texts.entrySet()) {
            Path file = entry.getKey();
            if (!entry.getValue().equals(recipeFiles.get(file))) {
                keepForeign(file);
                try {
                    Files.createDirectories(recipes());
                } catch (IOException e) {
                    throw SafeFile.unwritable(recipes(), e);
                }
                SafeFile.write(file, entry.getValue().getBytes(StandardCharsets.UTF_8));
                recipeFiles.put(file, entry.getValue());
            }
        }
        for (Path gone : recipeFiles.keySet().stream().filter(f -> !texts.containsKey(f)).toList())
            try {
                keepForeign(gone);
                Files.deleteIfExists(gone);
                recipeFiles.remove(gone);
            } catch (IOException e) {
                throw SafeFile.unwritable(gone, e);
            }
        recipePaths.clear();
        recipePaths.putAll(places);
    }

    /** Whether a file is there that is not a recipe of this project: one that could not be read. */
    private boolean foreign(Path file) {
        return Files.exists(file) && !recipeFiles.containsKey(file);
    }

    /** A recipe file that another program changed since it was read is kept beside before it is replaced. */
    private void keepForeign(Path file) throws ToolException {
        Path backup = file.resolveSibling(file.getFileName() + ".changed-elsewhere");
        try {
            if (!Files.readString(file).equals(recipeFiles.get(file)))
                Files.copy(file, backup, StandardCopyOption.REPLACE_EXISTING);
        } catch (NoSuchFileException fine) {
            // nothing to keep
        } catch (IOException e) {
            throw SafeFile.unwritable(backup, e);
        }
    }

    private static String lower(Path file) {
        return file.getFileName().toString().toLowerCase(Locale.ROOT);
    }

    private static String stem(Path file) {
        String name = file.getFileName().toString();
        return name.substring(0, name.lastIndexOf('.'));
    }

    /** A file name for a recipe: letters of any script, digits and dashes. */
    private static String fileName(String name) {
        String safe = name.strip().replaceAll("[^\\p{L}\\p{M}\\p{N}._-]+", "-").replaceAll("^[.-]+|[.-]+$", "");
        return safe.isEmpty() ? "recipe" : safe.length() > 80 ? safe.substring(0, 80) : safe;
    }

    /**
     * Notes the start of a run and makes its folder {@code runs/<number>}. Undoable; the folder stays.
     *
     * @param imageSet what is inspected, or {@code null} if it is no image set of the project
     * @throws ToolException if the folder cannot be made
     */
    public RunEntry begin(org.loupe.engine.Recipe recipe, ImageSet imageSet) throws ToolException {
        if (readOnly())
            throw new ToolException(held(), "Close it there, or run into a folder outside the project.");
        int last = project().getRuns().stream().mapToInt(RunEntry::getNumber).max().orElse(0);
        Path place = Inspections.newFolder(runs(), last + 1);
        RunEntry entry = LoupeFactory.eINSTANCE.createRunEntry();
        entry.setNumber(Integer.parseInt(place.getFileName().toString()));
        entry.setName("Run " + entry.getNumber());
        entry.setFolder(relative(place));
        entry.setRecipe(recipe.name());
        entry.setImageSet(imageSet);
        entry.setState(RunState.RUNNING);
        entry.setStarted(Instant.now().truncatedTo(ChronoUnit.SECONDS));
        change("Run " + recipe.name(), () -> project().getRuns().add(entry));
        return entry;
    }

    /** Notes the end of a run and its counts; one undoable change. */
    public void end(RunEntry entry, Inspections.Outcome outcome) {
        Inspection.Summary summary = outcome.summary();
        change("End of " + entry.getName(), () -> {
            entry.setState(summary.cancelled() ? RunState.CANCELLED : RunState.FINISHED);
            entry.setRecipeHash(outcome.recipeHash());
            entry.setSeconds(entry.getSeconds() + summary.seconds());
            entry.setImages((int) Math.min(Integer.MAX_VALUE, outcome.images()));
            entry.setErrors((int) Math.min(Integer.MAX_VALUE, outcome.errors()));
            entry.setDetections(outcome.detections());
        });
    }

    /** Notes that a run could not go on; one undoable change. */
    public void failed(RunEntry entry) {
        change("End of " + entry.getName(), () -> entry.setState(RunState.FAILED));
    }

    /** Closes the project without saving and gives it free for others. */
    @Override
    public void close() {
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
