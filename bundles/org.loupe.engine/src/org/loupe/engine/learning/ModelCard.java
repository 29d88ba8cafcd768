package org.loupe.engine.learning;

import java.nio.file.Path;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.loupe.api.Provenance;
import org.loupe.api.ToolException;
import org.loupe.engine.features.FeatureSet;
import org.loupe.engine.features.Fusion;

/**
 * What is known of a trained classifier without opening what its trainer learned. Immutable.
 *
 * @param features      what objects are measured with; without blocks if it learned from a table from elsewhere
 * @param extractors    how the numbers came to be, an entry for each block
 * @param fusion        the scale that makes one vector of them
 * @param classes       that it gives, in the order of its probabilities
 * @param trainer       the tool that learned, with all its parameters, seed and versions
 * @param calibration   of the trainer's probabilities
 * @param reject        least confidence of what gets a class; below it is unknown. 0 rejects nothing
 * @param noveltyLimit  distance at which novelty is 1, on the fused scale: 99 % of the known objects, each compared
 *                      with those of other groups, are nearer
 * @param dataSha256    of the rows that it learned from
 * @param examples      of each class
 * @param groups        that they are from
 * @param variants      altered copies that were learned from besides
 * @param augmentation  how those were altered, in recipe form; empty without any
 * @param validation    how good it is on objects that it has not learned from
 */
public record ModelCard(FeatureSet features, List<Provenance> extractors, Fusion fusion, List<String> classes,
        Provenance trainer, Calibration calibration, double reject, double noveltyLimit,
        String dataSha256, List<Integer> examples, int groups, int variants, Map<String, Object> augmentation,
        Validation validation) {

    public ModelCard {
        extractors = List.copyOf(extractors);
        classes = List.copyOf(classes);
        examples = List.copyOf(examples);
        augmentation = Collections.unmodifiableMap(new LinkedHashMap<>(augmentation));
        if (!(reject >= 0 && reject <= 1))
            throw new IllegalArgumentException("The least confidence is from 0 to 1, found " + reject + ".");
    }

    /** Reads it from a model file. @throws ToolException if that is none, is damaged or of a later Loupe */
    public static ModelCard read(Path file) throws ToolException {
        return ModelFile.card(file);
    }

    /** The columns that it must be given. */
    public List<String> needs() {
        return fusion.names();
    }

    /** Seed of all random numbers of the training. */
    public long seed() {
        return trainer.seed();
    }

    /** The same with another limit of what is unknown. */
    public ModelCard reject(double limit) {
        return new ModelCard(features, extractors, fusion, classes, trainer, calibration, limit, noveltyLimit,
                dataSha256, examples, groups, variants, augmentation, validation);
    }
}
