namespace ClvPredict.Models.Trees;

/// <summary>A split as seen by 32 leaves. Default: rules all leaves out.</summary>
/// <param name="Threshold">What the feature is compared with.</param>
/// <param name="Feature">Feature of the row, or past those a <see cref="DerivedFeature"/>.</param>
/// <param name="Kept">
/// The leaves that stay possible when the value is above the threshold or missing: all but those below the lesser branch.
/// </param>
internal readonly record struct BitTest(float Threshold, int Feature, uint Kept);
