package org.loupe.emfgen;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.eclipse.emf.codegen.ecore.generator.Generator;
import org.eclipse.emf.codegen.ecore.generator.GeneratorAdapterFactory;
import org.eclipse.emf.codegen.ecore.genmodel.GenModel;
import org.eclipse.emf.codegen.ecore.genmodel.GenModelPackage;
import org.eclipse.emf.codegen.ecore.genmodel.generator.GenBaseGeneratorAdapter;
import org.eclipse.emf.codegen.ecore.genmodel.generator.GenModelGeneratorAdapterFactory;
import org.eclipse.emf.common.util.BasicMonitor;
import org.eclipse.emf.common.util.Diagnostic;
import org.eclipse.emf.common.util.URI;
import org.eclipse.emf.ecore.EPackage;
import org.eclipse.emf.ecore.EcorePackage;
import org.eclipse.emf.ecore.plugin.EcorePlugin;
import org.eclipse.emf.ecore.resource.ResourceSet;
import org.eclipse.emf.ecore.resource.impl.ResourceSetImpl;
import org.eclipse.emf.ecore.xmi.impl.EcoreResourceFactoryImpl;

/** Generates model and edit code of every {@code <bundle>/model/*.genmodel} below a folder of bundles, without an Eclipse. */
public final class GenerateModel {
    private GenerateModel() { }

    /** One argument: the folder of bundles. Methods marked {@code @generated NOT} stay as they are. */
    public static void main(String[] arguments) throws IOException {
        if (arguments.length != 1) throw new IllegalArgumentException("one argument is needed, the folder of bundles; got " + arguments.length);
        for (Path genmodel : in(Path.of(arguments[0]).toRealPath())) System.out.println("generated from " + genmodel);
    }

    /** Generates and returns the genmodels found. */
    static List<Path> in(Path bundles) throws IOException {
        List<Path> genmodels;
        try (Stream<Path> files = Files.walk(bundles, 3)) {
            genmodels = files.filter(f -> f.getParent().endsWith("model") && f.toString().endsWith(".genmodel")).sorted().toList();
        }
        EPackage.Registry.INSTANCE.put(EcorePackage.eNS_URI, EcorePackage.eINSTANCE);
        GenModelPackage.eINSTANCE.eClass();
        GeneratorAdapterFactory.Descriptor.Registry.INSTANCE.addDescriptor(GenModelPackage.eNS_URI, GenModelGeneratorAdapterFactory.DESCRIPTOR);
        // every bundle is a project of a workspace that does not exist
        try (Stream<Path> folders = Files.list(bundles)) {
            folders.filter(Files::isDirectory).forEach(folder -> EcorePlugin.getPlatformResourceMap()
                .put(folder.getFileName().toString(), URI.createFileURI(folder + "/")));
        }
        for (Path genmodel : genmodels) generate(bundles.relativize(genmodel));
        return genmodels;
    }

    private static void generate(Path genmodel) {
        ResourceSet resources = new ResourceSetImpl();
        resources.getResourceFactoryRegistry().getExtensionToFactoryMap().put("ecore", new EcoreResourceFactoryImpl());
        resources.getResourceFactoryRegistry().getExtensionToFactoryMap().put("genmodel", new EcoreResourceFactoryImpl());
        resources.getURIConverter().getURIMap().putAll(EcorePlugin.computePlatformURIMap(false));
        String path = "/" + genmodel.toString().replace('\\', '/');
        GenModel model = (GenModel) resources.getResource(URI.createPlatformResourceURI(path, true), true).getContents().get(0);
        model.reconcile();
        check(model.diagnose(), path);
        model.setCanGenerate(true);
        model.setValidateModel(true);
        Generator generator = new Generator();
        generator.setInput(model);
        for (String part : List.of(GenBaseGeneratorAdapter.MODEL_PROJECT_TYPE, GenBaseGeneratorAdapter.EDIT_PROJECT_TYPE))
            check(generator.generate(model, part, new BasicMonitor()), path);
    }

    private static void check(Diagnostic diagnostic, String path) {
        if (diagnostic.getSeverity() >= Diagnostic.ERROR) throw new IllegalStateException(path + ": " + describe(diagnostic));
    }

    private static String describe(Diagnostic diagnostic) {
        StringBuilder text = new StringBuilder(String.valueOf(diagnostic.getMessage()));
        for (Diagnostic child : diagnostic.getChildren()) text.append("; ").append(describe(child));
        return text.toString();
    }
}
