using ClvPredict.Models.Trees;

namespace ClvPredict.Models.MlNet;

/// <summary>How ML.NET stores one kind of tree model, and since which version which part is there.</summary>
/// <param name="Kind">The kind of model.</param>
/// <param name="Component">Its name and versions.</param>
/// <param name="FeatureCountSince">First version with the number of features.</param>
/// <param name="DefaultsSince">First version with the defaults for missing values.</param>
/// <param name="CategoriesSince">First version with categorical nodes.</param>
internal sealed record EnsembleFormat(
    EnsembleKind Kind,
    ModelComponent Component,
    uint FeatureCountSince,
    uint DefaultsSince,
    uint CategoriesSince
)
{
    /// <summary>First version of FastForest trees with the weights of sampled labels.</summary>
    public const uint LabelWeightsSince = 0x10002;

    private static readonly EnsembleFormat[] s_all =
    [
        new(
            EnsembleKind.FastTreeRegression,
            ModelComponent.OfTrees("FTREE RE", 0x10005, 0x10004, "FastTreeRegressionExec"),
            0x10002,
            0x10004,
            0x10005
        ),
        new(
            EnsembleKind.FastTreeBinary,
            ModelComponent.OfTrees("FTREE BC", 0x10005, 0x10005, "FastTreeBinaryExec"),
            0x10002,
            0x10004,
            0x10005
        ),
        new(
            EnsembleKind.FastTreeTweedie,
            ModelComponent.OfTrees("FTREE TW", 0x10003, 0x10002, "FastTreeTweedieExec"),
            0x10001,
            0x10002,
            0x10003
        ),
        new(
            EnsembleKind.FastTreeRanking,
            ModelComponent.OfTrees("FTREE RA", 0x10005, 0x10004, "FastTreeRankerExec"),
            0x10002,
            0x10004,
            0x10005
        ),
        new(
            EnsembleKind.FastForestRegression,
            ModelComponent.OfTrees("FFORE RE", 0x10006, 0x10005, "FastForestRegressionExec"),
            0x10003,
            0x10005,
            0x10006
        ),
        new(
            EnsembleKind.FastForestBinary,
            ModelComponent.OfTrees("FFORE BC", 0x10006, 0x10005, "FastForestBinaryExec"),
            0x10003,
            0x10005,
            0x10006
        ),
    ];

    /// <summary>The byte before each tree.</summary>
    public byte TreeCode => IsForest ? (byte)2 : (byte)0;

    /// <summary>Whether trees carry samples of labels.</summary>
    public bool IsForest =>
        Kind is EnsembleKind.FastForestRegression or EnsembleKind.FastForestBinary;

    public static EnsembleFormat Of(EnsembleKind kind) => s_all.Single(f => f.Kind == kind);

    public static EnsembleFormat? Of(ModelKey key) =>
        Array.Find(s_all, f => f.Component.Matches(key));
}
