package org.loupe.wafer.statistics;

import org.loupe.wafer.Wafer;

/**
 * Everything that one wafer tells by itself, with the usual parameters.
 *
 * @param wafer      that was counted
 * @param statistics its figures
 * @param clusters   groups of defects
 * @param signature  how defects are spread
 * @param repeaters  places that have defects in several dies
 */
public record WaferAnalysis(Wafer wafer, WaferStatistics statistics, DefectClusters clusters,
        SpatialSignature signature, Repeaters repeaters) {

    /** Counts a wafer: a few seconds for 1,000,000 defects. */
    public static WaferAnalysis of(Wafer wafer) {
        return new WaferAnalysis(wafer, WaferStatistics.of(wafer),
                DefectClusters.find(wafer.defects(), DefectClusters.Params.of(wafer.defects(), wafer.outline())),
                SpatialSignature.of(wafer), Repeaters.find(wafer, Repeaters.Params.DEFAULT));
    }
}
