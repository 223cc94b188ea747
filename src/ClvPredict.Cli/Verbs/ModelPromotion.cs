using System.CommandLine.Parsing;
using ClvPredict.Features;
using ClvPredict.Models;
using ClvPredict.Models.Package;
using ClvPredict.Scoring.Registry;
using ClvPredict.Training;
using ClvPredict.Training.Judging;

namespace ClvPredict.Cli.Verbs;

/// <summary>Decides whether a newly trained model becomes the current one of its folder, and remembers why.</summary>
internal static class ModelPromotion
{
    private const string Force =
        "to make it current: clv train --promote always, or clv models use ZIP";

    public static PromotionPolicy ParsePolicy(ArgumentResult result)
    {
        switch (result.Tokens[0].Value)
        {
            case "if-better":
                return PromotionPolicy.IfBetter;
            case "always":
                return PromotionPolicy.Always;
            case "never":
                return PromotionPolicy.Never;
            default:
                result.AddError("--promote takes always, never or if-better.");
                return PromotionPolicy.Never;
        }
    }

    /// <summary>Decides under the registry's lock, so that of two trainings at once the second is compared with the first.</summary>
    public static PromotionResult Run(
        PromotionPolicy policy,
        string path,
        TrainedModel trained,
        CustomerData data,
        TrainingOptions options,
        Output output,
        CancellationToken cancellationToken
    )
    {
        var registry = new ModelRegistry(Path.GetDirectoryName(path)!);
        var zip = Path.GetFileName(path);
        using var change = registry.Change(cancellationToken);
        var present = registry.Current();
        PromotionResult Promote(string reason, ComparisonReport? comparison = null)
        {
            change.Promote(zip, reason);
            output.Report($"{registry.CurrentPath} names {zip} now");
            return new PromotionResult(true, zip, present, reason, false, comparison);
        }
        PromotionResult KeepBack(
            string reason,
            bool isPresentRefused = false,
            ComparisonReport? comparison = null
        )
        {
            change.KeepBack(zip, reason);
            output.Report($"{registry.CurrentPath} stays at {present ?? "no model"}: {reason}");
            return new PromotionResult(
                false,
                present,
                present,
                reason,
                isPresentRefused,
                comparison
            );
        }

        if (present == zip)
            return new PromotionResult(true, zip, zip, "it was current before, byte for byte");
        if (policy == PromotionPolicy.Never)
            return KeepBack("trained with --promote never");
        if (policy == PromotionPolicy.Always)
            return Promote("trained with --promote always");
        if (present is null)
            return Promote("the first model here");
        ClvModel old;
        try
        {
            old = ModelPackage.Load(Path.Combine(registry.Folder, present));
        }
        catch (ModelPackageException e)
        {
            return KeepBack(
                $"the present model {present} is refused, so nothing can be said against it or for it ({e.Message}); {Force}",
                isPresentRefused: true
            );
        }
        var found = ModelComparison.Compare(old, trained, data, options, output, cancellationToken);
        return found.MayReplace
            ? Promote(found.Reason, found)
            : KeepBack($"{found.Reason}; {Force}", comparison: found);
    }
}
