namespace ClvPredict.Models.Trees;

/// <summary>
/// A split as <see cref="ShapleyTree"/> sees it. Its lesser and greater branches have the slots 2 i + 1 and 2 i + 2, where i is
/// its index. Default: splits the root on feature 0 at 0.
/// </summary>
/// <param name="Threshold">What the feature is compared with.</param>
/// <param name="Feature">Feature of the row, or past those a <see cref="DerivedFeature"/>.</param>
/// <param name="Player">Whom the contribution belongs to.</param>
/// <param name="Slot">Slot of the branch that leads here; 0 for the root.</param>
/// <param name="Above">Slot of the nearest branch above that is the same player's; 0 when there is none.</param>
internal readonly record struct ShapleySplit(
    float Threshold,
    int Feature,
    int Player,
    int Slot,
    int Above
);
