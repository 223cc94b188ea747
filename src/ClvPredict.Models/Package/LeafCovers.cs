using System.Text.Json;
using ClvPredict.Models.MlNet;
using ClvPredict.Models.Trees;

namespace ClvPredict.Models.Package;

/// <summary>
/// How many training rows reached each leaf, which explanations are relative to and for which ML.NET's trees have no place:
/// for each step of the chain that scores trees, for each of its trees, one number a leaf.
/// </summary>
internal static class LeafCovers
{
    private static readonly JsonSerializerOptions s_oneLine = new(PackageJson.Options)
    {
        WriteIndented = false,
    };

    /// <summary>The covers of a chain as JSON; a tree without covers has an empty list.</summary>
    public static byte[] Write(MlNetModel model) =>
        JsonSerializer.SerializeToUtf8Bytes(
            model
                .Chain.Steps.OfType<TreePredictor>()
                .Select(step => step.Ensemble.Trees.Select(tree => tree.LeafCover)),
            s_oneLine
        );

    /// <summary>The model with the covers of <see cref="Write"/>.</summary>
    /// <exception cref="ModelPackageException">They do not fit the trees.</exception>
    public static MlNetModel Attach(MlNetModel model, double[][][] covers)
    {
        var next = 0;
        TransformStep[] steps =
        [
            .. model.Chain.Steps.Select(step =>
                step is TreePredictor trees
                    ? trees with
                    {
                        Ensemble = Attach(trees.Ensemble, covers.ElementAtOrDefault(next), next++),
                    }
                    : step
            ),
        ];
        if (next != covers.Length)
            throw new ModelPackageException(
                $"The zip has leaf covers for {covers.Length} tree models, and the chain has {next}."
            );
        return model.With(model.Chain with { Steps = [.. steps] });
    }

    private static TreeEnsemble Attach(TreeEnsemble ensemble, double[][]? covers, int number)
    {
        if (covers?.Length != ensemble.Trees.Length)
            throw new ModelPackageException(
                $"The zip has leaf covers for {covers?.Length ?? 0} trees of tree model {number + 1}, which has {ensemble.Trees.Length}."
            );
        var attached = ensemble with
        {
            Trees =
            [
                .. ensemble.Trees.Zip(
                    covers,
                    (tree, cover) => tree with { LeafCover = [.. cover] }
                ),
            ],
        };
        return TreeEnsembleFault.FirstIn(attached) is { } fault
            ? throw new ModelPackageException(
                $"The leaf covers of tree model {number + 1} are wrong: {fault}."
            )
            : attached;
    }
}
