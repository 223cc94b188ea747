using ClvPredict.Data;
using ClvPredict.Models.Package;
using ClvPredict.Scoring.Parts;

namespace ClvPredict.Cli.Verbs;

/// <summary>clv score of orders that are larger than memory.</summary>
internal static class PartedScoring
{
    /// <summary>Says what is on disk.</summary>
    public static void ReportDisk(OrderParts parts, Output output) =>
        output.Report(
            FormattableString.Invariant(
                $"order lines take {parts.BytesOnDisk / (double)(1 << 20):N0} MB in {parts.Folder!.Path}"
            )
        );

    /// <summary>Scores every customer for itself.</summary>
    public static PartedScorer Run(
        ClvModel model,
        OrderParts parts,
        DateOnly? asOf,
        int threads,
        Output output,
        CancellationToken cancellationToken
    )
    {
        ReportDisk(parts, output);
        var day = asOf ?? parts.LastDay.AddDays(1);
        Histories.RequireBefore(parts.FirstDay, day);
        output.Report("scoring");
        var scorer = PartedScorer.Score(model, parts, day, threads, cancellationToken);
        Histories.ReportLate(scorer.LateLines, day, output);
        OrderInput.Report(parts.Report(), output);
        output.Report("ranking");
        return scorer;
    }
}
